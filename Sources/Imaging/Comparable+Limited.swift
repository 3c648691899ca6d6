extension Comparable {
    /// The value of `range` nearest to this one; the lower bound for what is not a number.
    func limited(to range: ClosedRange<Self>) -> Self {
        self >= range.lowerBound ? min(self, range.upperBound) : range.lowerBound
    }
}
