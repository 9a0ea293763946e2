"""What knows Python and Vietnamese offices but not our models: imports no app."""
