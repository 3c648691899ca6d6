import ArgumentParser
import Foundation
import LibraryModel

/// How a command ends when it cannot do its work: words on standard error and an exit status of sysexits(3).
enum Failure {
    static let use: Int32 = 64
    static let data: Int32 = 65
    static let noInput: Int32 = 66
    static let unavailable: Int32 = 69
    static let system: Int32 = 71
    static let cannotCreate: Int32 = 73
    static let disk: Int32 = 74
    static let again: Int32 = 75
    static let configuration: Int32 = 78

    static func exit(_ status: Int32, _ words: String) -> ExitCode {
        complain(words)
        return ExitCode(status)
    }

    static func unknown(_ patron: PatronID) -> ExitCode {
        exit(data, "no patron \(patron.masked) is known; `gatehouse patrons import` takes them")
    }

    static func complain(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }
}
