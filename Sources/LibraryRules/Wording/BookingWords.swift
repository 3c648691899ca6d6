import LibraryModel

/// The words for one reason against a booking or a cancellation, in the order of the codes.
struct BookingWords {
    let title: Phrase
    let next: Phrase

    static func words(for code: BookingCode) -> BookingWords {
        switch code {
        // The patron.
        case .unknownPatron:
            words(("不在读者名单", "Not a known patron"), next: ("请携带校园卡到服务台", "Bring your campus card to the desk"))
        case .accountInactive:
            words(("账号已停用", "Account inactive"), next: ("请到服务台", "Ask at the desk"))
        case .suspended:
            words(
                ("违约，暂停预约", "Booking suspended"), detailed: ("违约，{time}可预约", "Suspended until {time}"),
                next: ("如有异议可在“我的记录”中申诉", "To object, appeal under My record"))

        // The place.
        case .unknownCampus:
            words(("没有这个校区", "No such campus"), next: ("请选择列出的校区", "Choose one of the campuses listed"))

        // The time.
        case .started:
            words(("该时段已开始", "Already started"), next: ("请选择稍后的时段", "Choose a later time"))
        case .tooShort:
            words(
                ("时间太短", "Too short"), next: ("请选择更晚的结束时间", "Choose a later end"),
                nextDetailed: ("每次最少预约{limit}", "A booking is at least {limit}"))
        case .tooLong:
            words(
                ("时间太长", "Too long"), next: ("请选择更早的结束时间", "Choose an earlier end"),
                nextDetailed: ("每次最多预约{limit}", "A booking is at most {limit}"))
        case .offGrid:
            words(
                ("起止时间不可选", "Not a bookable time"), next: ("请选择列出的时间", "Choose one of the times offered"),
                nextDetailed: ("起止时间以{limit}为单位", "Starts and ends go in steps of {limit}"))
        case .notASlot:
            words(("不是开放的时段", "Not an offered slot"), next: ("请选择公布的时段", "Choose one of the published slots"))
        case .outsideHours:
            words(
                ("超出开放时间", "Outside opening hours"),
                next: ("请选择开放时间内的时段", "Choose a time within opening hours"),
                nextDetailed: ("{time}开馆，请选择开放时间内的时段", "Opens {time}; choose a time within opening hours"))
        case .closedDay:
            words(("当天闭馆", "Closed that day"), next: ("请选择其他日期", "Choose another day"))
        case .severalDays:
            words(("不能跨天预约", "Crosses midnight"), next: ("每次预约须在同一天内", "A booking lies within one day"))
        case .horizon:
            words(
                ("尚未开放预约", "Not open for booking yet"), detailed: ("{time}开放预约", "Booking opens {time}"),
                next: ("请选择更近的日期，或稍后再来", "Choose an earlier day, or come back later"),
                nextDetailed: ("请选择更近的日期，或{time}再预约", "Choose an earlier day, or book from {time}"))

        // The patron's other bookings.
        case .quota:
            words(
                ("预约数已满", "No bookings left"), detailed: ("最多{limit}个预约", "At most {limit} bookings"),
                next: ("请先取消或用完已有的预约", "First cancel or finish a booking that you have"))
        case .bookingsADay:
            words(
                ("今天预约次数过多", "Too many bookings today"),
                detailed: ("今天已预约{limit}次", "{limit} bookings made today"),
                next: ("请明天再预约，或到服务台", "Book again tomorrow, or ask at the desk"))
        case .signOutFirst:
            words(
                ("请先签退", "Sign out first"), next: ("签退后可再预约", "After signing out you can book again"),
                nextDetailed: ("您正在{campus}使用中，签退后可再预约", "You are at {campus}; after signing out you can book again"))
        case .otherCampus:
            words(
                ("已有其他校区的预约", "Booked at another campus"),
                next: ("请先取消该预约或签退", "Cancel that booking or sign out first"),
                nextDetailed: ("请先取消{campus}的预约或签退", "Cancel your booking at {campus} or sign out first"))
        case .overlap:
            words(
                ("与已有预约重叠", "Overlaps a booking"), next: ("请选择不重叠的时段", "Choose a time that does not overlap"),
                nextDetailed: ("与您在{campus}的预约重叠，请选择其他时段", "You have a booking at {campus} then; choose another time"))
        case .stayTooLong:
            words(
                ("连续时间太长", "Stay too long"), next: ("请缩短时段或隔开预约", "Shorten it, or leave a break between"),
                nextDetailed: ("连续预约合计最多{limit}", "Bookings end to end are at most {limit}"))

        // The house.
        case .full:
            words(("该时段已约满", "Fully booked"), next: ("请选择其他时段或校区", "Choose another time or campus"))
        case .clockUntrusted:
            words(("系统时间异常", "Clock not set"), next: ("不计违约，请稍后重试", "No violation; try again shortly"))

        // Cancelling.
        case .noSuchBooking:
            words(("没有这个预约", "No such booking"), next: ("请查看“我的预约”", "See My bookings"))
        case .cancellationsADay:
            words(
                ("今天取消次数过多", "Too many cancelled today"),
                detailed: ("今天已取消{limit}次", "{limit} bookings cancelled today"),
                next: ("请到服务台取消", "Ask at the desk to cancel it"))
        case .tooLateToCancel:
            words(("已超过取消时间", "Too late to cancel"), next: ("如有疑问请到服务台", "If in doubt, ask at the desk"))
        case .checkedIn:
            words(("已签到，不能取消", "Checked in, cannot be cancelled"), next: ("离馆时请签退", "Sign out when you leave"))
        case .ended:
            words(("预约已结束", "Booking ended"), next: ("无需取消", "There is nothing to cancel"))
        }
    }

    private static func words(
        _ title: WordingRow.Words, detailed: WordingRow.Words? = nil, next: WordingRow.Words,
        nextDetailed: WordingRow.Words? = nil
    ) -> BookingWords {
        BookingWords(title: Phrase(title, detailed), next: Phrase(next, nextDetailed))
    }
}

extension Phrase {
    /// Both languages, and both with details.
    fileprivate init(_ plain: WordingRow.Words, _ detailed: WordingRow.Words?) {
        self.init(
            plain: BilingualText(zh: plain.zh, en: plain.en),
            detailed: detailed.map { BilingualText(zh: $0.zh, en: $0.en) })
    }
}
