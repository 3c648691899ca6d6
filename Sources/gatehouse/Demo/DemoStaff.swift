import LibraryModel
import LibraryStore

/// Somebody of the staff whom a newcomer can be: one for each role.
struct DemoStaff: Sendable {
    let login, name, password: String
    let role: StaffRole
    /// What the role is for.
    let about: BilingualText

    static let all = [
        DemoStaff(
            login: "anna", name: "Anna", password: "desk-anna-1", role: .desk,
            about: BilingualText(zh: "在通道帮一位读者", en: "helps one patron at a lane")),
        DemoStaff(
            login: "bo", name: "Bo", password: "super-bo-22", role: .supervisor,
            about: BilingualText(zh: "还能提前闭馆、清点、撤销违约", en: "also closes, recounts, waives")),
        DemoStaff(
            login: "chen", name: "Chen", password: "admin-chen-3", role: .administrator,
            about: BilingualText(zh: "还能批量撤销停电等时段的违约", en: "also waives a whole outage")),
    ]

    /// Makes the accounts that are not there yet.
    static func letIn(to store: SQLiteStore, at now: WallTime) async throws {
        for staff in all {
            guard let id = StaffID(rawValue: staff.login), try await store.staff(id) == nil else { continue }
            _ = try await store.add(StaffAccount(
                id: id, name: staff.name, role: staff.role,
                passwordHash: try await FirstPasswords.hash(staff.password), mustChange: false, madeAt: now))
        }
    }
}
