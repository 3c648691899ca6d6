internal import GRDB
internal import LibraryModel

extension ActRecord {
    init(_ row: Columns) throws(StoreError) {
        self.init(
            id: try row.recordID("id"), at: try row.time("at"), who: try row.text("who"), role: try row.optionalWord("role"),
            action: try row.text("action"), lane: try row.optionalText("lane").map(LaneID.init),
            campus: try row.optionalInteger("campus") == nil ? nil : row.campus(), subject: try row.optionalText("subject"),
            why: try row.text("why"), needed: try row.integer("needed") == 1,
            difference: try row.optionalInteger("difference"), undoes: try row.optionalRecordID("undoes"),
            undoneBy: try row.optionalRecordID("undone_by"), detail: try row.optionalText("detail"))
    }

    /// Of something that is done in the store at this moment.
    init(
        _ deed: DeskDeed, by slip: ActSlip, campus: CampusID? = nil, subject: String? = nil, needed: Bool = true,
        difference: Int? = nil, undoes: RecordID? = nil, detail: String? = nil
    ) {
        self.init(
            id: slip.id, at: slip.at, who: slip.name, role: slip.role, action: deed.rawValue, campus: campus,
            subject: subject, why: slip.why, needed: needed, difference: difference, undoes: undoes, detail: detail)
    }
}

extension Database {
    func act(_ id: RecordID) throws -> ActRecord? {
        try row("SELECT * FROM staff_act WHERE id = ?", ["\(id)"]).map(ActRecord.init)
    }

    /// Writes an act, counts it, and marks the one that it takes back; false when it is there already.
    func insert(_ act: ActRecord, _ offset: TimeZoneOffset) throws -> Bool {
        try run(
            """
            INSERT INTO staff_act (id, at, who, role, action, lane, campus, subject, why, needed, difference, detail, undoes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
            """,
            [
                "\(act.id)", act.at.milliseconds, act.who, act.role?.rawValue, act.action, act.lane?.rawValue,
                act.campus.map { Int($0.rawValue) }, act.subject, act.why, act.needed ? 1 : 0, act.difference, act.detail,
                act.undoes.map { "\($0)" },
            ])
        guard changesCount > 0 else { return false }
        try countHour(act.at, offset, campus: act.campus, "act", act.action)
        if !act.needed { try countHour(act.at, offset, campus: act.campus, "unneeded_act", act.action) }
        if let undone = act.undoes {
            try run("UPDATE staff_act SET undone_by = ? WHERE id = ? AND undone_by IS NULL", ["\(act.id)", "\(undone)"])
        }
        return true
    }

    /// Takes the key of a submission.
    func claim(_ words: String, by slip: ActSlip) throws -> ActClaim {
        guard let once = slip.once else { return .new }
        let fingerprint = Fingerprint.of(words + "\n" + slip.why)
        let earlier = try row(
            "SELECT fingerprint, act FROM act_submission WHERE login = ? AND word = ?", [slip.who.rawValue, once.word])
        if let earlier {
            guard try earlier.text("fingerprint") == fingerprint else { return .keyTaken }
            return .repeated(try act(try earlier.recordID("act")))
        }
        try run(
            "INSERT INTO act_submission (login, word, fingerprint, act, at) VALUES (?, ?, ?, ?, ?)",
            [slip.who.rawValue, once.word, fingerprint, "\(slip.id)", slip.at.milliseconds])
        return .new
    }
}
