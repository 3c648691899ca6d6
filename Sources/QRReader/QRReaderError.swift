/// Why no reader could be made.
public enum QRReaderError: Error, Hashable, Sendable {
    /// libzbar could not get memory for a scanner.
    case outOfMemory
    /// libzbar refused a setting, named as in its header; a library older than 0.23 has no binary mode.
    case unsupported(setting: String)
}
