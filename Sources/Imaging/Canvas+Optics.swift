import Glibc

extension Canvas {
    /// Light added round a place, fading like a bell curve with distance.
    mutating func paintGlare(x: Double, y: Double, radius: Double, strength: Double) {
        for row in 0..<height {
            for column in 0..<width {
                let (right, below) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
                let distance = (right * right + below * below) / (radius * radius)
                if distance < 9 { levels[row * width + column] += Float(strength * exp(-distance)) }
            }
        }
    }

    /// Gaussian blur; the edge of the picture goes on outside it.
    mutating func blur(deviation: Double) {
        guard deviation > 0.05 else { return }
        let reach = Int((3 * deviation).rounded(.up))
        var weights = (-reach...reach).map { Float(exp(-Double($0 * $0) / (2 * deviation * deviation))) }
        let total = weights.reduce(0, +)
        for index in weights.indices { weights[index] /= total }
        levels = convolved(weights, reach, step: (1, 0)).levels
        levels = convolved(weights, reach, step: (0, 1)).levels
    }

    /// The mean of the picture along a line of `length` pixels: what moves during the exposure.
    mutating func smear(length: Double, degrees: Double) {
        guard length > 0.05 else { return }
        let along = PhoneView.direction(degrees)
        let samples = max(3, Int(length.rounded(.up)) + 1)
        var sum = [Float](repeating: 0, count: levels.count)
        for sample in 0..<samples {
            let place = length * (Double(sample) / Double(samples - 1) - 0.5)
            add(shiftedBy: (along.cos * place, along.sin * place), to: &sum)
        }
        for index in sum.indices { sum[index] /= Float(samples) }
        levels = sum
    }

    /// Each pixel the weighted mean of those that lie `-reach...reach` times `step` from it.
    private func convolved(_ weights: [Float], _ reach: Int, step: (x: Int, y: Int)) -> Canvas {
        var result = Canvas(width: width, height: height)
        for (tap, weight) in weights.enumerated() {
            let (right, below) = ((tap - reach) * step.x, (tap - reach) * step.y)
            // The middle of a row needs no look at the edges.
            let inside = min(width, max(0, -right))..<max(min(width, max(0, -right)), min(width, width - right))
            for y in 0..<height {
                let (start, source) = (y * width, min(max(0, y + below), height - 1) * width)
                for x in 0..<inside.lowerBound { result.levels[start + x] += weight * levels[source] }
                for x in inside { result.levels[start &+ x] += weight * levels[source &+ x &+ right] }
                for x in inside.upperBound..<width { result.levels[start + x] += weight * levels[source + width - 1] }
            }
        }
        return result
    }

    /// Adds the picture moved by a part of a pixel, interpolated between four.
    private func add(shiftedBy shift: (x: Double, y: Double), to sum: inout [Float]) {
        let (wholeX, wholeY) = (Int(shift.x.rounded(.down)), Int(shift.y.rounded(.down)))
        let (partX, partY) = (Float(shift.x) - Float(wholeX), Float(shift.y) - Float(wholeY))
        for y in 0..<height {
            let upper = min(max(0, y + wholeY), height - 1) * width
            let lower = min(max(0, y + wholeY + 1), height - 1) * width
            for x in 0..<width {
                let left = min(max(0, x + wholeX), width - 1)
                let right = min(max(0, x + wholeX + 1), width - 1)
                let above = levels[upper + left] * (1 - partX) + levels[upper + right] * partX
                let below = levels[lower + left] * (1 - partX) + levels[lower + right] * partX
                sum[y * width + x] += above * (1 - partY) + below * partY
            }
        }
    }
}
