import LibraryModel

/// The table of prompts: one row a code, in the order of the codes. The Chinese titles are those of R25 where it has one.
extension WordingRow {
    /// `closed` together with a check-in (B10).
    static let checkedInBeforeOpening = stop(
        ("已签到，尚未开馆", "Checked in, not open yet"), detailed: ("已签到，{time}开馆", "Checked in, opens {time}"),
        next: ("开馆后请再次出示二维码", "Show your code again after opening"))

    static func row(for code: DecisionCode) -> WordingRow {
        switch code {
        // Admitted.
        case .entry:
            go(("签到成功", "Checked in"), next: ("请通过闸机", "Please go through"))
        case .reentry:
            go(("请通行", "Open again"), next: ("通道已再次打开，请通过", "The lane is open again, please go through"))
        case .exit:
            go(("签退成功", "Signed out"), next: ("请慢走，再见", "Goodbye"))
        case .exitUnmatched:
            go(("出口已开", "Exit open"), next: ("如需补签退，请到服务台", "To sign out afterwards, ask at the desk"))
        case .override:
            go(("工作人员放行", "Let through by staff"), next: ("请通过闸机", "Please go through"))
        case .degraded:
            go(("二维码有效", "Code accepted"), next: ("请通过闸机，签到将自动补记", "Please go through, your check-in is recorded later"))

        // The code.
        case .notAPass:
            stop(("不是入馆二维码", "Not an entry code"), next: ("请出示入馆预约的二维码", "Show the QR code of your booking"))
        case .malformed:
            stop(("二维码无效", "Invalid code"), next: ("请刷新二维码后重试", "Refresh your code and try again"))
        case .unsupportedVersion:
            stop(("二维码版本不支持", "Code version not supported"), next: ("请更新应用后重试", "Update the app and try again"))
        case .unknownKey:
            stop(("二维码无法验证", "Code cannot be verified"), next: ("请刷新二维码；仍无效请到服务台", "Refresh your code, or ask at the desk"))
        case .badSignature:
            stop(("二维码不可信", "Code is not genuine"), next: ("请从应用中打开自己的二维码", "Open your own code in the app"))
        case .codeExpired:
            stop(("二维码已过期", "Code expired"), next: ("请在手机上刷新二维码", "Refresh the code on your phone"))
        case .replayed:
            stop(("二维码已使用", "Code already used"), next: ("请在手机上刷新二维码", "Refresh the code on your phone"))
        case .revoked:
            attention(("二维码已作废", "Code withdrawn"), next: ("请到服务台", "Ask at the desk"))

        // The patron.
        case .unknownPatron:
            attention(("不在读者名单", "Not a known patron"), next: ("请携带校园卡到服务台", "Bring your campus card to the desk"))
        case .accountInactive:
            attention(("账号已停用", "Account inactive"), next: ("请到服务台", "Ask at the desk"))
        case .suspended:
            stop(
                ("违约，暂停预约", "Suspended"), detailed: ("违约，{time}可预约", "Suspended until {time}"),
                next: ("如有异议请到服务台申诉", "To appeal, ask at the desk"))

        // The booking.
        case .noBooking:
            stop(("未找到预约", "No booking"), next: ("请先在手机上预约", "Book on your phone first"))
        case .tooEarly:
            stop(
                ("未到签到时间", "Too early"), next: ("请稍后再来", "Come back later"),
                nextDetailed: ("签到时间{time}开始", "Check-in opens {time}"))
        case .tooLate:
            stop(("已超过签到时间", "Too late"), next: ("请重新预约其他时段", "Book another time"))
        case .cancelled:
            stop(("预约已取消", "Booking cancelled"), next: ("请重新预约", "Make a new booking"))
        case .released:
            stop(("预约已释放", "Booking released"), next: ("不计违约，请重新预约", "No violation; make a new booking"))
        case .alreadyEnded:
            stop(("预约已结束", "Booking ended"), next: ("再次入馆请重新预约", "To enter again, make a new booking"))
        case .wrongCampus:
            stop(
                ("校区不符", "Wrong campus"), next: ("请到预约的校区", "Go to the campus you booked"),
                nextDetailed: ("请到{campus}", "Please go to {campus}"))
        case .notSynced:
            attention(("预约尚未同步", "Booking not here yet"), next: ("请稍候重试或到服务台", "Try again shortly, or ask at the desk"))

        // State and place.
        case .alreadyIn:
            stop(("已签到", "Already inside"), next: ("如您在馆外，请到服务台", "If you are outside, ask at the desk"))
        case .signOutFirst:
            stop(
                ("请先签退", "Sign out first"), next: ("请先从上一次入馆签退", "Sign out of your earlier visit"),
                nextDetailed: ("请先在{campus}签退", "Sign out at {campus} first"))
        case .full:
            stop(("馆内已满", "Full"), next: ("不计违约，有人离馆后请重试", "No violation; try again when somebody leaves"))
        case .shareExhausted:
            stop(("本门名额已满", "No seats left at this gate"), next: ("请稍候或走其他入口", "Wait, or use another gate"))
        case .outsideGeofence:
            stop(("不在图书馆范围", "Outside library area"), next: ("请到馆门口刷新二维码", "Refresh your code at the library door"))
        case .noLocation:
            stop(("请打开定位", "Location off"), next: ("请打开定位并对应用授权", "Turn location on and allow it for the app"))
        case .locationInaccurate:
            stop(("定位不准", "Location not accurate"), next: ("请到窗边或室外重试", "Try again by a window or outside"))
        case .locationStale:
            stop(
                ("定位已过时", "Location out of date"),
                next: ("请等待重新定位后刷新二维码", "Wait for a new location, then refresh your code"))

        // The house.
        case .closed:
            stop(
                ("未开馆", "Closed"), next: ("请在开放时间再来", "Come back in opening hours"),
                nextDetailed: ("{time}开馆", "Opens {time}"))
        case .lockdown:
            stop(("暂停入馆", "Entry stopped"), next: ("请听从工作人员安排", "Please follow the staff"))
        case .emergencyOpen:
            stop(("紧急疏散", "Emergency"), next: ("请勿入馆，立即离开", "Do not enter, leave the building"))
        case .clockUntrusted:
            attention(("闸机时间异常", "Gate clock not set"), next: ("不计违约，请找工作人员", "No violation; see staff"))
        case .gateFault:
            attention(("闸机故障", "Gate fault"), next: ("不计违约，请走其他通道或找工作人员", "No violation; use another lane or see staff"))
        case .rateLimited:
            stop(("无效码过多", "Too many invalid codes"), next: ("请稍候，再出示有效二维码", "Wait a moment, then show a valid code"))
        case .notPassed:
            stop(
                ("尚未通过", "Not gone through"), next: ("请再次出示二维码", "Show your code again"),
                nextDetailed: ("请从通道{lane}通过", "Go through lane {lane}"))
        }
    }
}
