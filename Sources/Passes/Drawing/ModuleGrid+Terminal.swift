public import Imaging

extension ModuleGrid {
    /// How a terminal is made to show dark on light, the only way round that every reader takes.
    public enum TerminalStyle: String, Sendable, CaseIterable {
        /// Black on white by ANSI colours 16 and 231, which themes leave alone. Right on any terminal with 256 colours.
        case coloured
        /// No colours, for a terminal that shows light letters on dark.
        case plainOnDark = "plain-on-dark"
        /// No colours, for a terminal or a page that shows dark letters on light.
        case plainOnLight = "plain-on-light"
    }

    /// The symbol in half blocks, two rows of modules a line, with its quiet zone.
    public func terminal(_ style: TerminalStyle = .coloured) -> String {
        let border = Self.quietZone
        var text = ""
        for y in stride(from: -border, to: side + border, by: 2) {
            if style == .coloured { text += "\u{1B}[38;5;16;48;5;231m" }
            for x in -border..<side + border {
                let top = self[x: x, y: y] != (style == .plainOnDark)
                // An odd count of rows leaves half a line over, which stays the ground of the terminal.
                let isBelowAll = y + 1 >= side + border
                let bottom = isBelowAll ? false : self[x: x, y: y + 1] != (style == .plainOnDark)
                text += Self.halfBlock(top: top, bottom: bottom)
            }
            text += style == .coloured ? "\u{1B}[0m\n" : "\n"
        }
        return text
    }

    private static func halfBlock(top: Bool, bottom: Bool) -> String {
        switch (top, bottom) {
        case (false, false): " "
        case (true, false): "▀"
        case (false, true): "▄"
        case (true, true): "█"
        }
    }
}
