import LibraryRules
import Testing

@Suite("Letting somebody in by hand")
struct StaffAdmissionTests {
    @Test("a full campus is entered only by who says so, and over the cap is needed only where it is full (R15)", arguments: [
        (isFull: false, overCap: false, is: StaffAdmission.withinCap), (true, false, .full),
        (false, true, .overCap(needed: false)), (true, true, .overCap(needed: true)),
    ])
    func cap(_ row: (isFull: Bool, overCap: Bool, is: StaffAdmission)) {
        #expect(StaffAdmission(isFull: row.isFull, overCap: row.overCap) == row.is)
    }
}
