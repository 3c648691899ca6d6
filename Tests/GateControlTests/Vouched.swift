import LibraryModel

/// As a clock that is believed shows it.
func vouched(_ time: WallTime) -> VouchedTime {
    ClockReading(time: time, trust: .trusted).vouched ?? { preconditionFailure("a trusted reading is vouched for") }()
}
