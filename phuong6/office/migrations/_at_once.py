"""The tables of a room in one step: Django prepares its models anew for every single table, which takes seconds."""

from django.db import migrations


class TablesAtOnce(migrations.Migration):
    """A migration of nothing but CreateModel, each table after those it points to."""

    def apply(self, project_state, schema_editor, collect_sql=False):
        project_state.__dict__.pop("apps", None)  # prepared once, when all of them are known
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
