/// The lines of one board by their names, such as `relay-entry` or `lane-2.passage-in` (see ``LineName``).
///
/// A line belongs to one holder at a time: asking for one that is held is EBUSY, until the holder lets go of it. A line whose
/// chip is not there is ENODEV; ``SteadyOutput`` and ``SteadyInput`` wait for it.
public protocol LineBank: Sendable {
    /// Whether the board has such a line.
    func has(_ name: String) -> Bool
    /// Takes an output, which begins inactive.
    func output(_ name: String) throws(LineError) -> any OutputLine
    /// Takes an input.
    func input(_ name: String) throws(LineError) -> any InputLine
}
