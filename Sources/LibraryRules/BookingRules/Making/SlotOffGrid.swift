import LibraryModel

/// R4: starts and ends lie on the grid, counted from midnight. A walk-in (R2 alternative B) starts now.
enum SlotOffGrid: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard inquiry.isFreeChoice else { return nil }
        let grid = inquiry.policy.grid
        let isOn = { (instant: WallTime) -> Bool in
            let time = LocalTime(instant, at: inquiry.offset).time
            return time.milliseconds % max(1, Int(grid.inMilliseconds)) == 0
        }
        if (inquiry.isWalkIn || isOn(inquiry.start)) && isOn(inquiry.end) { return nil }
        return BookingRefusal(.offGrid, limit: grid.wholeMinutes)
    }
}
