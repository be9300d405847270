//! The arguments of one call, from the JSON that a model sent to typed values.

use serde_json::{Map, Value};

use super::{Definition, Parameter, ToolError, suggest};

/// The arguments of one call.
///
/// [`Arguments::parse`] has made sure that they are an object with known names only, and has dropped `null`s, which
/// mean the same as an argument left out.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    // A handful of entries under the tool's own names: looking through them beats hashing.
    values: Vec<(&'static str, Value)>,
    problems: Vec<String>,
}

impl Arguments {
    /// Takes the JSON of a call apart.
    ///
    /// `null` stands for no arguments, which is what some clients send to a tool that takes none.
    /// Suggestions name only arguments that are `offered`.
    ///
    /// # Errors
    /// `arguments_invalid` where the JSON is not an object, or has a name that the tool does not know.
    pub fn parse(
        definition: &Definition,
        arguments: Value,
        offered: impl Fn(&Parameter) -> bool,
    ) -> Result<Self, ToolError> {
        let given = match arguments {
            Value::Object(given) => given,
            Value::Null => Map::new(),
            other => {
                return Err(ToolError::arguments(format!(
                    "The arguments must be a JSON object, and are {}.",
                    describe(&other)
                )));
            }
        };
        let mut values = Vec::with_capacity(definition.parameters().len());
        for (name, value) in given {
            match definition.parameters().iter().find(|parameter| parameter.name() == name) {
                Some(_) if value.is_null() => {}
                Some(parameter) => values.push((parameter.name(), value)),
                None => {
                    let offered: Vec<_> = definition.parameters().iter().filter(|known| offered(known)).collect();
                    return Err(unknown_argument(definition, &name, &offered));
                }
            }
        }
        Ok(Self { values, problems: Vec::new() })
    }

    /// The value of an argument that is still to be taken.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets an argument, as a session does for those that are bound to it.
    pub fn set(&mut self, name: &'static str, value: Value) {
        self.remove(name);
        self.values.push((name, value));
    }

    /// The arguments that are still to be taken.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.values.iter().map(|(name, value)| (*name, value))
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        let position = self.values.iter().position(|(known, _)| *known == name)?;
        Some(self.values.swap_remove(position).1)
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
