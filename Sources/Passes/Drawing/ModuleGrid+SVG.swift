public import Imaging

extension ModuleGrid {
    /// The largest quiet zone that is drawn, in modules.
    public static let largestQuietZone = 64

    /// An SVG document, one unit a module, black on white, that scales to any size.
    ///
    /// The stroke is switched off in words, since ImageMagick's own renderer draws one otherwise.
    /// A `quietZone` outside 0 to ``largestQuietZone`` is brought to the nearer end.
    public func svg(quietZone: Int = ModuleGrid.quietZone) -> String {
        let border = min(max(0, quietZone), Self.largestQuietZone)
        let size = side + 2 * border
        var path = ""
        for y in 0..<side {
            for run in darkRuns(row: y) { path += "M\(run.lowerBound + border) \(y + border)h\(run.count)v1h-\(run.count)z" }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" stroke="none" shape-rendering="crispEdges">\
            <rect width="\(size)" height="\(size)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>

            """
    }

    /// The columns of each unbroken run of dark modules in a row.
    private func darkRuns(row y: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for x in 0...side {
            let isDark = self[x: x, y: y]
            if isDark && start == nil { start = x }
            if !isDark, let first = start {
                runs.append(first..<x)
                start = nil
            }
        }
        return runs
    }
}
