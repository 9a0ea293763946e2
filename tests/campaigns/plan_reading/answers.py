"""What each plan written for the tests says, told by hand: (key, value), targets with threshold, direction and area."""

BINH_MAU = {
    "name": "Phong trào thi đua “Cải cách hành chính, phục vụ Nhân dân” năm 2026",
    "year": "2026",
    "plan_number": "128",
    "plan_notation": "KH-UBND",
    "plan_month": "3",
    "plan_day": "09/03/2026",
    "ends_on": "31/10/2026",
    "dossier_too_late": "20/11/2026 17:00",
    "legal_basis-1": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "legal_basis-2": "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
    "legal_basis-3": "Thực hiện Kế hoạch số 45/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Mẫu Giang về cải cách "
    "hành chính năm 2026",
    "aim-1": "Khơi dậy tinh thần thi đua của cán bộ, công chức trong phục vụ Nhân dân.",
    "aim-2": "Nâng cao chất lượng giải quyết thủ tục hành chính.",
    "requirement-1": "Phong trào thiết thực, có chỉ tiêu cụ thể, tránh hình thức.",
    "participant-1": "Các phòng, Trung tâm Phục vụ hành chính công phường",
    "participant-2": "Ban điều hành 09 khu phố",
    "award-1": "Hình thức khen thưởng: Giấy khen của Chủ tịch Ủy ban nhân dân phường.",
    "award-2": "Kinh phí: Từ Quỹ thi đua, khen thưởng của phường.",
    "paper-1": "Tờ trình kèm danh sách đề nghị",
    "paper-2": "Báo cáo thành tích",
    "paper-3": "Biên bản bình xét",
    "organisation-1": "Phòng Văn hóa - Xã hội chủ trì, hướng dẫn, kiểm tra, tổng hợp.",
    "organisation-2": "Các đơn vị, khu phố phát động, đăng ký thi đua.",
    "recipient-1": "UBND tỉnh (báo cáo)",
    "recipient-2": "Thường trực Đảng ủy, HĐND phường",
    "recipient-3": "Lưu: VT, VHXH",
    "criterion-collective-1": "Hoàn thành toàn bộ chỉ tiêu tại mục 4.",
    "criterion-collective-2": "Nội bộ đoàn kết, không có đơn thư khiếu nại đúng.",
    "criterion-individual-1": "Hoàn thành xuất sắc nhiệm vụ; có sáng kiến được công nhận.",
    "criterion-individual-2": "Được người dân đánh giá hài lòng.",
    "target-1": ("Hồ sơ thủ tục hành chính giải quyết đúng hạn và trước hạn", "98", "at_least", ""),
    "target-2": ("Hồ sơ nộp trực tuyến toàn trình", "80", "at_least", ""),
    "target-3": ("Hồ sơ phải bổ sung quá một lần", "2", "at_most", ""),
    "target-4": ("Sáng kiến, cách làm mới: Ít nhất 03 sáng kiến", "", "at_least", ""),
}
BINH_MAU_UNCLEAR = ["Lê Thị Mẫu Đơn", "Trên 90"]  # a deputy signs; "trên" is not "từ … trở lên"

TAN_MAU = {
    "name": "Phong trào thi đua “Xã số, Nhân dân hài lòng” trên địa bàn xã Tân Mẫu năm 2027",
    "year": "2027",
    "plan_notation": "KH-UBND",
    "plan_month": "2",
    "ends_on": "30/10/2027",
    "dossier_too_late": "16/11/2027 00:00",
    "chairman_title": "CHỦ TỊCH",
    "chairman_name": "Phạm Văn Mẫu Sơn",
    "legal_basis-1": "Thực hiện Chương trình số 07/CTr-UBND ngày 05 tháng 01 năm 2027 của Ủy ban nhân dân thành phố Mẫu "
    "Hải về cải cách hành chính",
    "aim-1": "Nâng cao chất lượng phục vụ người dân, doanh nghiệp.",
    "aim-2": "Biểu dương tập thể, cá nhân, hộ gia đình tiêu biểu.",
    "requirement-1": "Phong trào phải gắn với nhiệm vụ chính trị, được triển khai đến từng thôn và kiểm tra thường xuyên.",
    "participant-1": "Các ban, ngành, đoàn thể xã; 12 thôn",
    "participant-2": "Cán bộ, công chức và hộ gia đình trên địa bàn xã",
    "award-1": "Chủ tịch Ủy ban nhân dân xã tặng Giấy khen.",
    "paper-1": "Tờ trình của đơn vị",
    "paper-2": "Biên bản họp xét",
    "organisation-1": "Văn phòng HĐND và UBND xã:\n- Theo dõi, đôn đốc các đơn vị;\n- Tổng hợp hồ sơ trình Hội đồng.",
    "organisation-2": "Trưởng các thôn tuyên truyền đến từng hộ.",
    "recipient-1": "Đảng ủy, HĐND xã",
    "recipient-2": "Các thôn",
    "recipient-3": "Lưu: VT",
    "criterion-collective-1": "Dẫn đầu phong trào, hoàn thành chỉ tiêu tại phần II.",
    "criterion-individual-1": "Hoàn thành tốt nhiệm vụ, có giải pháp được áp dụng.",
    "criterion-household-1": "Gương mẫu nộp hồ sơ trực tuyến, vận động hàng xóm cùng làm.",
    "area-1": "Cải cách thủ tục hành chính",
    "area-2": "Xây dựng và phát triển chính quyền số",
    "target-1": ("Hồ sơ thủ tục hành chính được số hóa", "95", "at_least", "area-1"),
    "target-2": ("Tỷ lệ hồ sơ trả kết quả đúng hạn", "99.5", "at_least", "area-1"),
    "target-3": ("Văn bản (trừ văn bản mật) được ký số", "100", "at_least", "area-2"),
    "target-4": ("Tỷ lệ thanh toán trực tuyến", "60", "at_least", "area-2"),
    "target-5": ("Mỗi thôn có ít nhất 02 sáng kiến hoặc cách làm hay", "", "at_least", "area-2"),
}
TAN_MAU_UNCLEAR: list[str] = []

AN_MAU = {  # a plan that tells little clearly: the rest is not guessed
    "year": "2026",
    "plan_notation": "KH-UBND",
    "legal_basis-1": "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội",
    "paper-1": "Tờ trình, báo cáo thành tích",
    "organisation-1": "Phòng Văn hóa - Xã hội chủ trì tổ chức thực hiện.",
    "recipient-1": "Như trên",
    "recipient-2": "Lưu: VT",
    "target-1": ("Thủ tục được công khai đầy đủ", "95", "at_least", ""),
}
AN_MAU_UNCLEAR = [
    "PHÁT ĐỘNG THI ĐUA CẢI CÁCH HÀNH CHÍNH PHƯỜNG AN MẪU NĂM 2026",  # no movement is named, all in capitals
    "- Đẩy mạnh cải cách hành chính.",  # aim or requirement
    "- Bảo đảm dân chủ, công khai.",
    "III. CÔNG TÁC TUYÊN TRUYỀN",
    "- Phát thanh mỗi tuần một lần.",
    "- Chấp hành tốt chủ trương, pháp luật.",  # for whom
    "- Các phòng gửi hồ sơ trước ngày 10/11/2026.",  # and another day for others
    "Đợt 1 kết thúc ngày 30/6/2026; đợt 2 kết thúc ngày 30/10/2026.",
    "(Đã ký)",
    "- Nâng cao vị trí xếp hạng của phường.",
    "- Mức độ hài lòng đạt trên 90%.",
    "- Giảm 20% thời gian giải quyết so với năm 2025.",
    "- Từ 70 - 80% hồ sơ nộp trực tuyến.",
]

# The targets of the plan of 2023 in its own words; what is None the plan does not name: the officer types it.
PLAN_2023_TARGETS = [
    (("Nâng cao ý thức, trách nhiệm của Trưởng các ngành, tổ chức chính trị - xã hội Phường trong triển khai thực hiện "
     "các nhiệm vụ CCHC"), ""),
    ("Hồ sơ TTHC được trả kết quả giải quyết đúng hạn và trước hạn", "100"),
    (("Tỷ lệ xử lý văn bản, hồ sơ công việc (trừ hồ sơ mật) trên môi trường mạng: đạt 100% hồ sơ, văn bản được gửi, nhận "
     "trên môi trường mạng và thực hiện ký số 02 lớp"), "100"),
    (("Cán bộ, công chức được tham gia bồi dưỡng, nâng cao nhận thức về văn hóa giao tiếp, ứng xử, kỹ năng giải quyết công "
     "việc"), "100"),
    ("Cán bộ, công chức được tập huấn, bồi dưỡng về kỹ năng phân tích và xử lý dữ liệu, dịch vụ công trực tuyến", "30"),
    (("Chủ tịch, Phó Chủ tịch UBND tham gia đầy đủ các cuộc họp về công tác CCHC của Thành phố, đặc biệt là việc cải thiện, "
     "nâng cao các Chỉ số PAR INDEX, PAPI"), "100"),
    ("Cải cách thể chế", ""),
    ("Cải cách thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông", ""),
    ("Cải cách tổ chức bộ máy", ""),
    ("Cải cách chế độ công vụ", ""),
    ("Cải cách tài chính công", ""),
    ("Xây dựng và phát triển Chính quyền điện tử, Chính quyền số", ""),
    (None, ""),
    (None, ""),
    (None, ""),
    ("Đề xuất, tổ chức thực hiện các giải pháp, sáng kiến thiết thực, hiệu quả trong thực hiện CCHC", ""),
]  # fmt: skip
# The slips of the plan that the office mends by hand after taking a line over: (as written, as meant).
SLIPS_2023 = {
    "trên địa bàn xã": "trên địa bàn Phường",
    "công tác cải CCHC": "công tác CCHC",
    "Chỉ số hài lòng về sự phục vụ hành chính của cơ quan nhà nước (PAPI)": "Chỉ số hiệu quả quản trị và hành chính "
    "công cấp tỉnh (PAPI)",
    "Các ngành Tổ chức chính trị - xã hội Phường Phường": "Các ngành, tổ chức chính trị - xã hội Phường",
    "các ngành Tổ chức": "các ngành, tổ chức",
    "công chức người lao động thuộc": "công chức, người lao động thuộc",
    "Lòng ghép": "Lồng ghép",
    "nhân dân trong xã": "nhân dân trong Phường",
    "PARINDEX": "PAR INDEX",
}
