import Foundation
import GateControl
import LibraryModel

/// What the demonstration says to whoever has just opened it.
struct DemoVoice {
    private let house: DemoHouse

    init(_ house: DemoHouse) { self.house = house }

    func welcome() {
        let now = LocalTime(house.time.wall().time, at: house.settings.campuses[0].hours.offset)
        let address = house.settings.pageAddress
        print("\n图书馆开放了 · The library is open. Its own clock shows \(now.date) \(now.time).\n")
        say("读者 · patrons", "\(address)/")
        for patron in DemoPatron.all { say(patron.card, patron.password, patron.name, patron.about) }
        print("")
        say("服务台 · desk", "\(address)/desk")
        for staff in DemoStaff.all { say(staff.login, staff.password, "\(staff.role.rawValue)", staff.about) }
        print("")
        for kiosk in house.settings.kioskAddresses(house.kiosk) { say("闸机屏 · kiosk", kiosk) }
        print("")
        say("此刻 · now", "\(address)/now")
        say("状况 · status", "\(CommandLine.arguments.first ?? "gatehouse") status --config \(house.folder.path)/gatehouse.yaml")
        print("""

              先试试:
              1. 打开第一个闸机屏(东校区入口),留在旁边的窗口里,再打开服务台。
              2. 用第一个卡号登录,预约,打开入馆码,点下方的按钮在 east-in 出示:闸机屏放行,服务台多一人。
              3. 换 east-out 出示,就离馆。服务台上的每个操作都要写理由,多数可以撤回。
              图书馆自己的时钟从早上八点半走起,过去几周的数字是编的。按 Ctrl-C 关闭图书馆。

              Try first:
              1. Open the first kiosk screen (the way into East) in a window of its own, and the desk in another.
              2. Sign in with the first card, book, open the pass, and hold it before east-in with the button below it: the
                 gate's own reader, rules and relay answer. The screen admits, the desk counts one more, this window tells.
              3. Hold it before east-out to leave. At the desk each act wants a reason, and most can be undone.
              The numbers of the past weeks are made up. Ctrl-C closes the library.

              Two settings differ from those that are shipped: `location: off`, since your computer is not on the campus
              (so it works with location denied too), and `creation: in_window`, so that you need not wait for 09:00.
            """)
        fflush(nil)
    }

    /// What it is called, and where it is.
    private func say(_ name: String, _ place: String) { print("  \(name.padded(to: 16))  \(place)") }

    /// Who one can be there.
    private func say(_ login: String, _ password: String, _ who: String, _ about: BilingualText) {
        print("      \(login.padded(to: 12))密码 password  \(password.padded(to: 14))\(who.padded(to: 15))\(about.zh) · \(about.en)")
    }
}

extension String {
    /// With blanks behind it, at least `width` columns wide; a Chinese character takes two of them.
    fileprivate func padded(to width: Int) -> String {
        let columns = unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
        return self + String(repeating: " ", count: max(0, width - columns))
    }
}
