internal import GRDB

/// The migrations in order, one file each. A released migration never changes; a new one is added below it.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(FirstTables.identifier, migrate: FirstTables.apply)
        migrator.registerMigration(BookingTables.identifier, migrate: BookingTables.apply)
        migrator.registerMigration(AccountTables.identifier, migrate: AccountTables.apply)
        migrator.registerMigration(StatusTables.identifier, migrate: StatusTables.apply)
        migrator.registerMigration(DeskTables.identifier, migrate: DeskTables.apply)
        migrator.registerMigration(LaneTables.identifier, migrate: LaneTables.apply)
        migrator.registerMigration(HistoryTables.identifier, migrate: HistoryTables.apply)
        return migrator
    }()
}
