import LibraryModel
import LibraryRules
import Testing

@Suite("what a screen says besides its answers")
struct ScreenWordingTests {
    @Test("is there in both languages, short, and never colour alone", arguments: ScreenNotice.allCases)
    func words(_ notice: ScreenNotice) {
        let prompt = wording(for: notice)
        for zh in [prompt.title.zh, prompt.next.zh] {
            #expect(zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
            #expect(!zh.contains(",") && !zh.contains(";") && zh.count <= 20)
        }
        for en in [prompt.title.en, prompt.next.en] {
            #expect(!en.isEmpty && en.unicodeScalars.allSatisfy(\.isASCII) && en.count <= 60)
        }
        #expect(prompt.title.zh.count <= 8, "it is read from two metres")
        if prompt.lamp == .red { #expect(prompt.tone == .stop || prompt.tone == .alarm) }
    }

    @Test("green is for those who may go")
    func green() {
        #expect(ScreenNotice.allCases.filter { wording(for: $0).lamp == .green } == [.freePassage, .emergencyInside])
    }
}
