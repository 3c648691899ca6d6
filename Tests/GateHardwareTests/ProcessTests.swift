import GateHardware
import Testing

@Suite("What the system says of the process")
struct ProcessTests {
    @Test("the memory controller is there when the kernel lists it", arguments: [
        ("cpuset cpu io memory hugetlb pids rdma misc\n", .present), ("memory\n", .present), ("cpuset cpu io pids\n", .absent),
        ("cpuset cpu hugetlbmemory\n", .absent), ("\n", .absent), (nil, .unknown),
    ] as [(String?, MemoryController)])
    func controllers(_ list: String?, _ expected: MemoryController) {
        #expect(MemoryController.of(list) == expected)
    }

    @Test("what can be had lacks nothing, and what cannot is named")
    func room() {
        #expect(ProcessRoom.lack(threads: 4, bytes: 1 << 20, addresses: 1 << 20) == nil)
        let lack = ProcessRoom.lack(threads: 1, bytes: 1 << 20, addresses: 1 << 50)
        #expect(lack?.contains("addresses") == true)
    }

    @Test("the soft limit of open files comes up to what is of use")
    func files() {
        let most = ProcessRoom.raiseFiles()
        #expect(most >= 256)
        #expect(ProcessRoom.raiseFiles() == most)
    }
}
