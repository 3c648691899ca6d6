import Accounts
import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Passes
import Secrets

extension DoctorCommand {
    /// What the patrons' pages need. The gate itself runs without any of it, so most of it is only to mind.
    func checkPages(_ settings: Settings, accounts: Int?, _ report: inout DoctorReport) {
        checkIssuing(settings, &report)
        checkAddress(settings.web, &report)
        checkSecrets(settings, &report)
        checkAccounts(settings, accounts, &report)
    }

    private func checkIssuing(_ settings: Settings, _ report: inout DoctorReport) {
        guard FileManager.default.fileExists(atPath: settings.secretKeyFile) else {
            report.mind("passes", "\(settings.secretKeyFile) is not here, so no passes are issued and the patrons' page is off; that is right for a gate that is not the one that issues them")
            return
        }
        do {
            let ring = try KeyFile.load(settings.secretKeyFile)
            guard let key = ring.current(at: Time.now) else {
                report.bad("passes", "no key of \(settings.secretKeyFile) signs now; add one with `gatehouse keys add`")
                return
            }
            let believed = try? KeyFile.loadPublic(settings.publicKeyFile)
            guard believed?.keys.contains(where: { $0.id == key.id }) == true else {
                report.bad("passes", "passes are signed with key \(key.id), which public.keys here lacks: this gate would refuse them; write both with `gatehouse keys`")
                return
            }
            report.well("passes", "issued here, signed with key \(key.id)")
        } catch { report.bad("passes", "\(error)") }
    }

    private func checkAddress(_ web: WebSettings, _ report: inout DoctorReport) {
        guard let address = web.publicURL else {
            report.mind("pages", "no `public-url` is set, so the code on a kiosk leads to the address at which that kiosk asked, which a phone may not reach, and phones give no location without https")
            return
        }
        if address.isSecure { report.well("pages", "\(address)") } else {
            report.mind("pages", "\(address) is not https: browsers on phones give no location there")
        }
        if !web.behindProxy, address.isSecure {
            report.mind("pages", "`behind-proxy` is off although `public-url` is https: everybody seems to come from the proxy's address, so wrong tries of one slow down all")
        }
    }

    /// They are made at the first start; one that is there must be readable here and for nobody else.
    private func checkSecrets(_ settings: Settings, _ report: inout DoctorReport) {
        let (sessions, kiosks) = (settings.sessionKeyFile, settings.kioskKeyFile)
        var there: [String] = []
        do {
            if FileManager.default.fileExists(atPath: sessions) {
                _ = try AuthenticationKey.load(sessions, for: .session)
                there.append(sessions)
            }
            if FileManager.default.fileExists(atPath: kiosks) {
                _ = try AuthenticationKey.load(kiosks, for: .kiosk)
                there.append(kiosks)
            }
            report.well("page keys", there.isEmpty ? "made at the first start" : there.joined(separator: ", "))
        } catch { report.bad("page keys", "\(error)") }
    }

    private func checkAccounts(_ settings: Settings, _ count: Int?, _ report: inout DoctorReport) {
        guard settings.web.signIn.contains(.password), let count else { return }
        if count > 0 { report.well("accounts", "\(count) patrons have a password") } else {
            report.mind("accounts", "nobody has a password, so nobody can sign in; `gatehouse accounts import` gives them out")
        }
    }
}
