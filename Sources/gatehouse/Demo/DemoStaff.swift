import LibraryModel
import LibraryStore

/// Somebody of the staff whom a newcomer can be: one for each role.
struct DemoStaff: Sendable {
    let login, name, password: String
    let role: StaffRole
    /// What the role is for.
    let about: String

    static let all = [
        DemoStaff(login: "anna", name: "Anna", password: "desk-anna-1", role: .desk, about: "helps one patron at a lane"),
        DemoStaff(login: "bo", name: "Bo", password: "super-bo-22", role: .supervisor, about: "also closes, recounts, waives"),
        DemoStaff(login: "chen", name: "Chen", password: "admin-chen-3", role: .administrator, about: "also waives a whole outage"),
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
