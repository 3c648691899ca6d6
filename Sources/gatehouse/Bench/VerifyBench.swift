import LibraryModel
import Passes

/// Verification of passes: text, COSE structure, signature, claims. Each pass is another one.
struct VerifyBench {
    static let warmUp = 50

    let library: BenchLibrary
    let rounds: Int

    func run() throws -> BenchResult {
        let time = BenchTime()
        let now = time.wall().time
        let verifier = PassVerifier(ring: library.keys.publicRing)
        var (good, bad): ([Duration], [Duration]) = ([], [])
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let text = Array(try library.issuer.issue(try library.claims(1 + round, at: now)).utf8)
            let (span, verdict) = time.span { verifier.verify(text) }
            guard verdict.claims != nil else { throw BenchError("a pass of the bench is not believed: \(verdict)") }
            let forged = try Self.forged(text)
            let (other, refusal) = time.span { verifier.verify(forged) }
            guard refusal == .rejected(.badSignature) else { throw BenchError("a forged pass is not seen as one: \(refusal)") }
            if round >= Self.warmUp {
                good.append(span)
                bad.append(other)
            }
        }
        let rows = [BenchRow("verify a pass", good), BenchRow("verify a forged pass", bad)]
        return BenchResult(rows: rows.compactMap(\.self))
    }

    /// The same pass with another last bit of its signature.
    private static func forged(_ text: [UInt8]) throws -> [UInt8] {
        let mark = Array("GH1:".utf8)
        guard var bytes = Base45.decode(text.dropFirst(mark.count)), let last = bytes.popLast() else {
            throw BenchError("a pass of the bench is no Base45")
        }
        bytes.append(last ^ 1)
        return mark + Array(Base45.encode(bytes).utf8)
    }
}
