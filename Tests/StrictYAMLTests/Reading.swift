import StrictYAML
import Testing

/// What `read` makes of a file, and the problems that were found, as `line: text`.
func reading<Value>(_ yaml: String, _ read: (YAMLSection) -> Value) -> (value: Value, problems: [String]) {
    let file = YAMLFile(name: "gate.yaml")
    let top = file.parse(yaml)
    let value = read(top)
    top.close()
    return (value, problems(of: file))
}

func problems(of file: YAMLFile) -> [String] {
    do throws(ConfigurationProblems) {
        try file.finish()
        return []
    } catch {
        return error.problems.map { "\($0.line): \($0.text)" }
    }
}
