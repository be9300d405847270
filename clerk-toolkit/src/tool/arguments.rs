//! The arguments of one call, from the JSON that a model sent to typed values.

use std::fmt;

use serde_json::{Map, Value};

use super::accept::accept;
use super::problem::ArgumentProblem;
use super::{Definition, Parameter, ToolError, suggest};
use crate::json;

/// The arguments of one call.
///
/// [`Arguments::parse`] makes sure that they are an object and that all names are known. `null` means the same as an
/// argument that is left out.
#[derive(Clone, Default)]
pub struct Arguments {
    values: Map<String, Value>,
    /// How many arguments, from the first on, are at their schema's position: most calls keep the schema's order.
    in_order: usize,
    problems: Vec<String>,
}

impl Arguments {
    /// Reads the JSON of a call.
    ///
    /// `null` means no arguments: some clients send it to a tool that takes none. Suggestions name only arguments that
    /// are `offered`.
    ///
    /// # Errors
    /// Returns `arguments_invalid` if the JSON is not an object, if it is nested too deeply, or if it has a name that the
    /// tool does not know.
    pub fn parse(
        definition: &Definition,
        arguments: Value,
        offered: impl Fn(&Parameter) -> bool,
    ) -> Result<Self, ToolError> {
        let values = match arguments {
            Value::Object(values) => values,
            Value::Null => Map::new(),
            // PHP writes an empty object like an empty array.
            Value::Array(items) if items.is_empty() => Map::new(),
            other => {
                let kind = json::describe(&other);
                json::dismantle(other);
                return Err(ToolError::arguments(format!("The arguments must be a JSON object, not {kind}.")));
            }
        };
        let deep = values.iter().find(|(_, value)| json::is_too_deep(value, json::MAX_DEPTH - 1));
        if let Some(name) = deep.map(|(name, _)| name.clone()) {
            json::dismantle(Value::Object(values));
            return Err(ToolError::arguments(format!("`{}` is nested too deeply.", suggest::shown(&name)))
                .with_hint(format!("The arguments may have {} levels.", json::MAX_DEPTH)));
        }
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

    /// Sets an argument. The session decides the arguments that are bound to it.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// The argument with that name, to be taken. `position` is its position in the schema.
    pub(super) fn slot(&mut self, name: &str, position: usize) -> Option<&mut Value> {
        let value = match position < self.in_order {
            true => self.values.values_mut().nth(position)?,
            false => self.values.get_mut(name)?,
        };
        Some(value).filter(|value| !value.is_null())
    }

    /// Takes all arguments of a tool that has schemas instead of Rust types: checked against the schemas, and with
    /// their default values.
    ///
    /// # Errors
    /// Returns `arguments_invalid`, which lists every problem.
    pub(super) fn accept(&mut self, parameters: &[Parameter]) -> Result<Map<String, Value>, ToolError> {
        let mut accepted = Map::new();
        for parameter in parameters {
            let (name, schema) = (parameter.name(), parameter.given_schema());
            let given = self.values.get_mut(name).map(Value::take).filter(|value| !value.is_null());
            let value = match given {
                Some(mut value) => {
                    for problem in accept(&mut value, schema) {
                        self.problem(name, &problem);
                    }
                    Some(value)
                }
                None if parameter.is_required() => {
                    self.missing(name);
                    None
                }
                None => schema.get("default").cloned(),
            };
            accepted.extend(value.map(|value| (name.to_owned(), value)));
        }
        if self.problems.is_empty() { Ok(accepted) } else { Err(self.refuse()) }
    }

    pub(super) fn missing(&mut self, name: &str) {
        self.problems.push(format!("`{name}` is missing"));
    }

    pub(super) fn problem(&mut self, name: &str, ArgumentProblem { path, message }: &ArgumentProblem) {
        self.problems.push(format!("`{name}{path}`: {message}"));
    }

    /// The error that lists all problems that were found.
    #[doc(hidden)]
    pub fn refuse(&mut self) -> ToolError {
        ToolError::arguments(format!("{}.", self.problems.join("; ")))
    }
}

/// Names the arguments without their values.
impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values.keys()).finish()
    }
}

fn unknown_argument(definition: &Definition, unknown: &str, offered: &[&Parameter]) -> ToolError {
    let names = || offered.iter().map(|parameter| parameter.name());
    let error = ToolError::arguments(format!(
        "The tool `{}` has no argument `{}`.",
        definition.name(),
        suggest::shown(unknown)
    ));
    match suggest::nearest(unknown, names()) {
        Some(near) => error.with_hint(format!("Did you mean `{near}`?")),
        None if offered.is_empty() => error.with_hint("It takes no arguments."),
        None => {
            let names: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            error.with_hint(format!("It takes {}.", names.join(", ")))
        }
    }
}
