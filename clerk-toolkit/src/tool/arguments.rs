//! The arguments of one call, from the JSON that a model sent to typed values.

use serde_json::{Map, Value};

use super::{Definition, Parameter, ToolError, suggest};

/// The arguments of one call.
///
/// [`Arguments::parse`] has made sure that they are an object with known names only. A `null` means the same as an
/// argument left out.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    values: Map<String, Value>,
    /// How many of them, from the first one on, stand where the schema has them: most calls keep its order.
    in_order: usize,
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
        let values = match arguments {
            Value::Object(values) => values,
            Value::Null => Map::new(),
            other => {
                return Err(ToolError::arguments(format!(
                    "The arguments must be a JSON object, and are {}.",
                    describe(&other)
                )));
            }
        };
        let parameters = definition.parameters();
        let pairs = values.keys().zip(parameters);
        let in_order = pairs.take_while(|(name, parameter)| *name == parameter.name()).count();
        let known = |name: &String| parameters.iter().any(|parameter| parameter.name() == name);
        if let Some(unknown) = values.keys().skip(in_order).find(|name| !known(name)) {
            let offered: Vec<_> = parameters.iter().filter(|known| offered(known)).collect();
            return Err(unknown_argument(definition, unknown, &offered));
        }
        Ok(Self { values, in_order, problems: Vec::new() })
    }

    /// The value of an argument, unless it is `null` or has been taken.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    /// Sets an argument, as a session does for those that are bound to it.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// The argument of that name, which the schema has at that position, to be taken.
    pub(super) fn slot(&mut self, name: &str, position: usize) -> Option<&mut Value> {
        let value = match position < self.in_order {
            true => self.values.values_mut().nth(position)?,
            false => self.values.get_mut(name)?,
        };
        Some(value).filter(|value| !value.is_null())
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
    let error =
        ToolError::arguments(format!("`{}` takes no argument `{}`.", definition.name(), suggest::shown(unknown)));
    match suggest::nearest(unknown, names()) {
        Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
        None if offered.is_empty() => error.with_hint("It takes no arguments."),
        None => {
            let names: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            error.with_hint(format!("It takes {}.", names.join(", ")))
        }
    }
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
