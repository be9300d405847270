//! The arguments of one call, from the JSON that a model sent to typed values.

use serde_json::{Map, Value};

use super::{Definition, Parameter, ToolError, suggest};

/// The arguments of one call.
///
/// [`Arguments::parse`] has made sure that they are an object with known names only, and has dropped `null`s, which
/// mean the same as an argument left out.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    values: Map<String, Value>,
    problems: Vec<String>,
}

impl Arguments {
    /// Takes the JSON of a call apart.
    ///
    /// `null` stands for no arguments, which is what some clients send to a tool that takes none.
    ///
    /// Suggestions name only arguments that are `offered`.
    ///
    /// # Errors
    /// `arguments_invalid` where the JSON is not an object, or has a name that the tool does not know.
    pub fn parse(
        definition: &Definition,
        arguments: Value,
        offered: impl Fn(&Parameter) -> bool,
    ) -> Result<Self, ToolError> {
        let mut values = match arguments {
            Value::Object(values) => values,
            Value::Null => Map::new(),
            other => {
                return Err(ToolError::arguments(format!(
                    "The arguments must be a JSON object, and are {}.",
                    describe(&other)
                )));
            }
        };
        let known = |name: &str| definition.parameters().iter().any(|parameter| parameter.name() == name);
        if let Some(unknown) = values.keys().find(|name| !known(name)) {
            let offered: Vec<_> = definition.parameters().iter().filter(|parameter| offered(parameter)).collect();
            return Err(unknown_argument(definition, unknown, &offered));
        }
        values.retain(|_, value| !value.is_null());
        Ok(Self { values, problems: Vec::new() })
    }

    /// The value of an argument that is still to be taken.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// Sets an argument, as a session does for those that are bound to it.
    pub fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// The arguments that are still to be taken, by name.
    pub fn values(&self) -> &Map<String, Value> {
        &self.values
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        self.values.shift_remove(name)
    }

    pub(super) fn missing(&mut self, name: &str) {
        self.problems.push(format!("`{name}` is missing"));
    }

    pub(super) fn problem(&mut self, name: &str, Problem { path, message }: &Problem) {
        self.problems.push(format!("`{name}{path}`: {message}"));
    }

    /// The error that names every problem met so far.
    #[doc(hidden)]
    pub fn refuse(&mut self) -> ToolError {
        ToolError::arguments(format!("{}.", self.problems.join("; ")))
    }
}

/// Why a value is not of an argument's type.
pub(super) struct Problem {
    /// Where inside the value, as it continues the argument's name: `.items[2].count`, or nothing.
    pub(super) path: String,
    pub(super) message: String,
}

fn unknown_argument(definition: &Definition, unknown: &str, offered: &[&Parameter]) -> ToolError {
    let names = || offered.iter().map(|parameter| parameter.name());
    let error = ToolError::arguments(format!("`{}` takes no argument `{}`.", definition.name(), shorten(unknown)));
    match suggest::nearest(unknown, names()) {
        Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
        None if offered.is_empty() => error.with_hint("It takes no arguments."),
        None => {
            let names: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            error.with_hint(format!("It takes {}.", names.join(", ")))
        }
    }
}

/// A name that came from outside, as much of it as helps.
fn shorten(name: &str) -> String {
    const LONGEST: usize = 64;
    let escaped: String = name.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if name.chars().nth(LONGEST).is_some() { escaped + "…" } else { escaped }
}

fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
