import LibraryModel
import LibraryStore
import Testing

extension BrowserTests {
    @Suite("My records on the page")
    struct RecordsPage {
        @Test("a missed check-in, until when booking is suspended and why, an appeal and the desk's answer")
        func appeal() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await library.wait(until: LibraryUnderTest.nine + .minutes(21))
                try await phone.signIn(at: "/#records")
                try await phone.see("暂停预约至 11月22日")
                try await phone.see("11月21日 9:20 · 东校区")
                try await phone.photograph("records")
                try await phone.tap("我要申诉")
                let field = "appeal-\(BookingID(rawValue: 1))"
                try await phone.type("我九点前就到了，闸机没有反应。", into: field)
                try await phone.photograph("records-appeal")
                try await phone.tap("提交申诉")
                try await phone.see("服务台正在处理")
                let appeals = try await library.store.openAppeals()
                #expect(appeals.map(\.words) == ["我九点前就到了，闸机没有反应。"])
                #expect(try await library.refuseAppeal(1, "记录显示闸机正常。"))
                try await phone.driver.command("POST", "refresh")
                try await phone.see("记录显示闸机正常。")
                try await phone.tap("English")
                try await phone.see("Appeal not granted")
                try await phone.photograph("records-answered-en")
                try await phone.open("/#book")
                try await phone.see("Suspended until 22 Nov")
                try await phone.photograph("book-suspended-en")
                #expect(try await phone.console() == [])
            }
        }

        @Test("a visit stands in the records with its campus and times")
        func visits() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("签到成功")
                let code = try #require(try await phone.value("JSON.parse(sessionStorage.getItem('pass')).code").text)
                await library.gate.present(Array(code.utf8), at: LibraryUnderTest.inside)
                await library.gate.goThrough(.entry, at: LibraryUnderTest.inside)
                try await phone.open("/#records")
                try await phone.see("11月21日 8:52– 在馆")
                try await phone.photograph("records-visit")
                try await phone.tap("退出登录")
                try await phone.see("校园卡号")
                #expect(try await phone.value("sessionStorage.length").number == 0)
            }
        }
    }
}
