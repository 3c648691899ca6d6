import LibraryModel
import Testing

extension BrowserTests {
    @Suite("Booking on the page")
    struct BookingPage {
        @Test("two bookings in one go, with the second's overlap greyed out, and a third refused with its reason")
        func twoAtOnce() async throws {
            try await visit { library, phone in
                try await phone.signIn()
                try await phone.see("开始时间")
                try await phone.photograph("book")
                try await phone.tap("9:00")
                try await phone.tap("11:00")
                try await phone.see("提交预约")
                try await phone.photograph("book-chosen")
                try await phone.tap("再加一个时段")
                try await phone.waitUntil("document.querySelector('.grid [aria-label^=\"10:00\"][aria-disabled]')", "10:00 is grey")
                try await phone.tap("14:00")
                try await phone.tap("16:00")
                try await phone.photograph("book-second")
                try await phone.tap("提交 2 个预约")
                try await phone.see("预约成功")
                try await phone.photograph("booked")
                #expect(try await library.bookingsOfAnna().map(\.state) == [.booked, .booked])
                try await phone.driver.run("document.querySelector('.tabs a').click()")
                try await phone.see("最多2个预约")
                try await phone.photograph("book-quota")
                #expect(try await phone.console() == [])
            }
        }

        @Test("what the rules forbid is grey, and its reason is read below and on a tap")
        func forbidden() async throws {
            try await visit(.small) { _, phone in
                try await phone.signIn()
                try await phone.see("开始时间")
                let reasons = try await phone.value("document.querySelector('.reasons').innerText").text
                #expect(reasons?.contains("8:00–8:30 该时段已开始") == true)
                try await phone.tap("8:30")
                try await phone.waitUntil("document.getElementById('toast').innerText.includes('该时段已开始')")
                try await phone.photograph("small-book-toast")
                try await phone.tap("11月24日")
                try await phone.see("22:00开放预约")
                try await phone.photograph("small-book-horizon")
                #expect(try await phone.console() == [])
            }
        }

        @Test("when the answer is lost, a second tap books once")
        func lostAnswer() async throws {
            try await visit { library, phone in
                // The first answer to a booking reaches the phone's radio and no further.
                try await phone.prepare("""
                    const asked = fetch; let lost = false
                    fetch = async (path, options) => {
                      const answer = await asked(path, options)
                      if (path === '/api/v1/bookings' && options.method === 'POST' && !lost) { lost = true; throw new TypeError('lost') }
                      return answer
                    }
                    """)
                try await phone.signIn()
                try await phone.see("开始时间")
                try await phone.tap("9:00")
                try await phone.tap("10:00")
                try await phone.tap("提交预约")
                try await phone.see("再点一次也只会预约一次")
                try await phone.photograph("lost-answer")
                #expect(try await library.bookingsOfAnna().count == 1)
                try await phone.tap("提交预约")
                try await phone.see("预约成功")
                #expect(try await library.bookingsOfAnna().count == 1)
            }
        }

        @Test("a booking is cancelled after a question, and its countdown follows the library's clock")
        func cancelling() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.signIn()
                try await phone.see("现在可签到，9:20 截止")
                // 08:52 there; the clock of this phone is another.
                #expect(try await phone.value("/还剩 2[67]:\\d\\d/.test(document.body.innerText)").isTrue)
                try await phone.photograph("bookings")
                try await phone.tap("取消预约")
                try await phone.see("取消这个预约？")
                try await phone.photograph("cancel")
                try await phone.tap("不取消")
                #expect(try await library.bookingsOfAnna().map(\.state) == [.booked])
                try await phone.tap("取消预约")
                try await phone.waitUntil("document.querySelector('dialog .danger')")
                try await phone.driver.run("document.querySelector('dialog .danger').click()")
                try await phone.see("还没有预约")
                #expect(try await library.bookingsOfAnna().map(\.state) == [.cancelled])
            }
        }

        @Test("the keyboard alone chooses, books and leaves nothing out")
        func keyboard() async throws {
            try await visit { library, phone in
                try await phone.signIn()
                try await phone.see("开始时间")
                try await phone.driver.run("document.querySelector('.grid [aria-disabled=true] ~ :not([aria-disabled])').focus()")
                for key in ["\u{E014}", "\u{E007}"] { try await phone.press(key) }  // right, enter
                try await phone.see("结束时间")
                #expect(try await phone.value("document.querySelector('.grid [aria-pressed=true]').innerText").text == "9:30")
                try await phone.driver.run("document.querySelectorAll('.grid')[1].querySelector('button').focus()")
                try await phone.press("\u{E007}")
                try await phone.see("提交预约")
                try await phone.driver.run("document.querySelector('.summary .main').focus()")
                try await phone.press("\u{E007}")
                try await phone.see("预约成功")
                #expect(try await library.bookingsOfAnna().count == 1)
            }
        }
    }
}
