//! What is wrong with the value of an argument.

use super::suggest;

/// The maximum length of a message about one value, in characters.
const LONGEST: usize = 240;

/// Why a value does not have an argument's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArgumentProblem {
    /// The place inside the value, written after the argument's name: `.items[2].count`, or empty.
    pub(super) path: String,
    pub(super) message: String,
}

impl ArgumentProblem {
    /// An error of `serde`, in words that do not name Rust's numbers.
    pub(super) fn new(path: String, error: &impl ToString) -> Self {
        Self { path, message: suggested(bounded(in_words(error.to_string()))) }
    }

    /// A text is empty, and an empty text is not a value.
    pub(super) fn empty_text() -> Self {
        Self { path: String::new(), message: "expected a text that is not empty".to_owned() }
    }

    /// Whether this problem explains another one, which `serde` found: it is at the same place, or inside it.
    pub(super) fn explains(&self, other: &Self) -> bool {
        let rest = self.path.strip_prefix(&other.path);
        // For `serde`, an unknown field is at the place of the field, and here it is at the place of the object.
        let unknown = |problem: &Self| problem.message.starts_with("unknown field ");
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])) || (unknown(self) && unknown(other))
    }
}

/// `serde` writes `expected u32`.
fn in_words(message: String) -> String {
    const EXPECTED: &str = ", expected ";
    let Some((before, expected)) = message.rsplit_once(EXPECTED) else { return message };
    match expected {
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
            format!("{before}{EXPECTED}a whole number")
        }
        "f32" | "f64" => format!("{before}{EXPECTED}a number"),
        _ => message,
    }
}

/// The nearest known name, in parentheses after a message; empty if no name is near.
pub(super) fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match suggest::nearest(given, known) {
        Some(near) => format!(" (did you mean `{}`?)", suggest::shown(near)),
        None => String::new(),
    }
}

/// `serde` writes ``unknown variant `a`, expected one of `b`, `c` `` (or ``expected `b` or `c` ``), and the same for fields.
fn suggested(message: String) -> String {
    let unknown = message.strip_prefix("unknown variant `").or_else(|| message.strip_prefix("unknown field `"));
    let Some((given, known)) = unknown.and_then(|rest| rest.rsplit_once("`, expected ")) else { return message };
    let near = did_you_mean(given, known.split('`').skip(1).step_by(2));
    message + &near
}

fn bounded(mut message: String) -> String {
    if let Some((end, _)) = message.char_indices().nth(LONGEST) {
        message.truncate(end);
        message.push('…');
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_do_not_name_the_numbers_of_rust() {
        let message = |text: &str| ArgumentProblem::new(String::new(), &text).message;
        assert_eq!(message("invalid type: map, expected u32"), "invalid type: map, expected a whole number");
        assert_eq!(message("invalid type: map, expected f32"), "invalid type: map, expected a number");
        let variants = "unknown variant `powertool`, expected one of `camera`, `laptop`, `powerTool`";
        assert_eq!(message(variants), format!("{variants} (did you mean `powerTool`?)"));
        let fields = "unknown field `day`, expected `days` or `extendable`";
        assert_eq!(message(fields), format!("{fields} (did you mean `days`?)"));
        let far = "unknown field `colour`, expected `days`";
        assert_eq!(message(far), far);
        assert_eq!(message("`u32` is not an id"), "`u32` is not an id");
        assert_eq!(message(&"ä".repeat(1000)).chars().count(), 241);
    }
}
