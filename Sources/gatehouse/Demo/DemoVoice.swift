import Foundation
import GateControl
import LibraryModel

/// What the demonstration says to whoever has just opened it.
struct DemoVoice {
    private let house: DemoHouse

    init(_ house: DemoHouse) { self.house = house }

    func welcome() {
        let now = LocalTime(house.time.wall().time, at: house.settings.campuses[0].hours.offset)
        print("""

            图书馆开放了 · The library is open. Its own clock shows \(now.date) \(now.time).

              打开 · open      \(house.settings.pageAddress)/
            """)
        for patron in DemoPatron.all {
            print("  卡号 · card      \(patron.card)   密码 · password  \(patron.password.padded(to: 12)) \(patron.about)")
        }
        print("  此刻 · now       \(house.settings.pageAddress)/now")
        for address in house.settings.kioskAddresses(house.kiosk) { print("  入口屏 · kiosk   \(address)") }
        print("""

              Book a time, open its pass, and hold it before the gate with the button below it: the gate's own reader,
              rules and relay answer, and this window tells. Ctrl-C closes the library.
              预约一个时间,打开通行码,点击下方的按钮在闸机前出示。按 Ctrl-C 结束。

              Two settings differ from those that are shipped: `location: off`, since your computer is not on the campus
              (so it works with location denied too), and `creation: in_window`, so that you need not wait for 09:00.
            """)
        fflush(nil)
    }
}

extension String {
    /// With blanks behind it, at least `width` wide.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
