//! Checks the endpoint that a tool declares against the document. No request is sent.

use serde_json::{Map, Value, json};

use clerk_toolkit::tool::Definition;

use super::document::OpenApi;

/// One value that a request sends.
pub(crate) struct Field {
    pub(crate) name: String,
    /// The schema of the argument.
    pub(crate) schema: Value,
    pub(crate) is_required: bool,
}

/// Where the values are that are not in the path.
pub(crate) enum Sent {
    Query(Vec<Field>),
    Body(Vec<Field>),
    /// One argument is the whole body.
    WholeBody(Value),
}

/// The request that a tool declares.
pub(crate) struct Declared {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) sent: Sent,
}

impl Declared {
    /// `None` if the tool declares no endpoint.
    pub(crate) fn of(tool: &Definition) -> Option<Self> {
        let endpoint = tool.endpoint()?;
        let schema = tool.input_schema().expect("the schema is portable");
        let names = endpoint.body().unwrap_or(endpoint.query());
        let in_path: Vec<String> = endpoint.path().split(['{', '}']).skip(1).step_by(2).map(camel).collect();
        let mut others =
            tool.parameters().iter().filter(|parameter| !in_path.iter().any(|name| name == parameter.name()));
        let is_name = |name: &str| names.iter().any(|known| camel(known) == name);
        let mut renamed: Vec<_> = others.clone().filter(|parameter| !is_name(parameter.name())).rev().collect();
        let fields = names.iter().map(|wire| {
            let same = others.clone().find(|parameter| parameter.name() == camel(wire));
            // The arguments that are sent under another name have the order of those names.
            let argument = same.or_else(|| renamed.pop()).expect("each name belongs to an argument");
            Field {
                name: (*wire).to_owned(),
                schema: schema["properties"][argument.name()].clone(),
                is_required: argument.is_required() || schema["properties"][argument.name()].get("default").is_some(),
            }
        });
        let sent = match endpoint.body() {
            None => Sent::Query(fields.collect()),
            Some([]) => {
                let argument = others.next().expect("one argument is the body");
                Sent::WholeBody(schema["properties"][argument.name()].clone())
            }
            Some(_) => Sent::Body(fields.collect()),
        };
        Some(Self { method: endpoint.method().to_owned(), path: endpoint.path().to_owned(), sent })
    }
}

/// `user_id` as an argument's name: `userId`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let mut letters = word.chars();
        text + &letters.next().map(|letter| letter.to_ascii_uppercase().to_string()).unwrap_or_default()
            + letters.as_str()
    })
}

/// `userId` as Clerk writes it: `user_id`.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The parts of a path, without the names of its parameters.
fn parts(path: &str) -> Vec<&str> {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect()
}

impl OpenApi {
    /// Checks a declared request against the document and returns every problem.
    pub(crate) fn check_declared(&self, declared: &Declared) -> Result<(), Vec<String>> {
        let Declared { method, path, sent } = declared;
        let paths = self.document["paths"].as_object().expect("the document has paths");
        let Some((_, item)) = paths.iter().find(|(template, _)| parts(template) == parts(path)) else {
            return Err(vec![format!("no path is {path}")]);
        };
        let operation = &item[method.to_lowercase()];
        if operation.is_null() {
            return Err(vec![format!("no method {method} at {path}")]);
        }
        let mut problems = Vec::new();
        let query = self.query_of(item, operation);
        let body = self.resolve(&operation["requestBody"]);
        let body_schema = &body["content"]["application/json"]["schema"];
        let nothing = Vec::new();
        let (in_query, in_body) = match sent {
            Sent::Query(fields) => (fields, None),
            Sent::Body(fields) => (&nothing, Some(fields)),
            Sent::WholeBody(schema) => {
                self.fits(body_schema, schema, "the body", &mut problems);
                (&nothing, None)
            }
        };
        self.fields(&query, true, in_query, "query", &mut problems);
        match in_body {
            Some(_) if body.is_null() => problems.push("the operation takes no body".to_owned()),
            Some(fields) => {
                let (known, is_closed) = self.properties(body_schema);
                self.fields(&known, is_closed, fields, "body", &mut problems);
            }
            None if body["required"] == true && !matches!(sent, Sent::WholeBody(_)) => {
                problems.push("the request has no body".to_owned());
            }
            None => {}
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The parameters in the query: name, schema and whether it is required.
    fn query_of<'a>(&'a self, item: &'a Value, operation: &'a Value) -> Vec<(String, &'a Value, bool)> {
        [&item["parameters"], &operation["parameters"]]
            .into_iter()
            .flat_map(|list| list.as_array().into_iter().flatten())
            .map(|parameter| self.resolve(parameter))
            .filter(|parameter| parameter["in"] == "query")
            .map(|parameter| {
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                (name, &parameter["schema"], parameter["required"] == true)
            })
            .collect()
    }

    /// The fields of an object's schema, also of the schemas that it combines, and whether it has no others.
    fn properties<'a>(&'a self, schema: &'a Value) -> (Vec<(String, &'a Value, bool)>, bool) {
        let schema = self.resolve(schema);
        let required =
            |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name));
        let own = schema["properties"].as_object().into_iter().flatten();
        let mut found: Vec<_> = own.map(|(name, schema)| (name.clone(), schema, required(name))).collect();
        for (keyword, is_always) in [("allOf", true), ("anyOf", false), ("oneOf", false)] {
            for inner in schema[keyword].as_array().into_iter().flatten() {
                let inner = self.properties(inner).0.into_iter();
                found.extend(inner.map(|(name, schema, required)| (name, schema, required && is_always)));
            }
        }
        let is_closed = !found.is_empty() && matches!(schema["additionalProperties"], Value::Null | Value::Bool(false));
        (found, is_closed)
    }

    /// Checks the names, the types and the required ones of the fields in one place.
    fn fields(
        &self,
        known: &[(String, &Value, bool)],
        is_closed: bool,
        sent: &[Field],
        place: &str,
        problems: &mut Vec<String>,
    ) {
        for field in sent {
            match known.iter().find(|(name, ..)| *name == field.name) {
                Some((name, schema, _)) => self.fits(schema, &field.schema, &format!("{place} {name}"), problems),
                None if is_closed => problems.push(format!("{place} has no field {}", field.name)),
                None => {}
            }
        }
        for (name, ..) in known.iter().filter(|(_, _, required)| *required) {
            match sent.iter().find(|field| field.name == *name) {
                None => problems.push(format!("{place} is missing {name}")),
                Some(field) if !field.is_required => problems.push(format!("{place} needs {name}, and it is optional")),
                Some(_) => {}
            }
        }
    }

    /// Checks that the document's schema takes what the argument's schema describes.
    fn fits(&self, documented: &Value, argument: &Value, at: &str, problems: &mut Vec<String>) {
        let mut branches = Vec::new();
        self.branches(documented, &mut branches);
        let kind = argument["type"].as_str().unwrap_or_default();
        // A time is text for a model. `UnixMillis` sends it as a number.
        let is_time = argument["description"].as_str().is_some_and(|text| text.contains("RFC 3339"));
        let takes = |branch: &&&Value| match branch["type"].as_str() {
            None => true,
            Some("number") => kind == "integer" || kind == "number" || is_time,
            Some("integer") => kind == "integer" || is_time,
            Some("string") if branch["enum"] == json!(["true", "false"]) => kind == "boolean",
            Some(known) => known == kind,
        };
        let fitting: Vec<&&Value> = branches.iter().filter(takes).collect();
        if fitting.is_empty() {
            let known: Vec<&str> = branches.iter().filter_map(|branch| branch["type"].as_str()).collect();
            return problems.push(format!("{at} is {}, and not {kind}", known.join(" or ")));
        }
        // One branch that takes it is enough.
        let mut found: Vec<Vec<String>> =
            fitting.iter().map(|branch| self.inside(branch, argument, kind, at)).collect();
        found.sort_by_key(Vec::len);
        problems.extend(found.swap_remove(0));
    }

    /// The problems inside of a value whose type fits.
    fn inside(&self, documented: &Value, argument: &Value, kind: &str, at: &str) -> Vec<String> {
        let mut problems = Vec::new();
        match kind {
            "array" if !documented["items"].is_null() => {
                self.fits(&documented["items"], &argument["items"], &format!("{at}[]"), &mut problems);
            }
            "object" => {
                let (known, is_closed) = self.properties(documented);
                if let Some(fields) = argument["properties"].as_object().filter(|_| !known.is_empty()) {
                    self.fields(&known, is_closed, &nested(fields, argument), at, &mut problems);
                }
            }
            _ => {
                let (values, known) = (argument["enum"].as_array(), documented["enum"].as_array());
                let is_known = |value: &&Value| {
                    let text = value.as_str().map(|text| Value::from(snake(text)));
                    known.is_none_or(|known| known.iter().any(|it| it == *value || Some(it) == text.as_ref()))
                };
                let wrong = values.into_iter().flatten().filter(|value| !is_known(value));
                problems.extend(wrong.map(|value| format!("{at} has no value {value}")));
            }
        }
        problems
    }

    /// The schemas of which a value must match one, without the one for null.
    fn branches<'a>(&'a self, schema: &'a Value, found: &mut Vec<&'a Value>) {
        let schema = self.resolve(schema);
        let several = ["anyOf", "oneOf"].into_iter().find_map(|keyword| schema[keyword].as_array());
        match (several, schema["allOf"].as_array().map(Vec::as_slice)) {
            _ if schema["type"] == "null" => {}
            (Some(branches), _) if schema["type"].is_null() => {
                branches.iter().for_each(|branch| self.branches(branch, found));
            }
            (_, Some([only])) if schema["type"].is_null() => self.branches(only, found),
            _ => found.push(schema),
        }
    }
}

/// The fields of an argument that is an object, under Clerk's names.
fn nested(fields: &Map<String, Value>, argument: &Value) -> Vec<Field> {
    let required = |name: &str| argument["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name));
    let field = |(name, schema): (&String, &Value)| Field {
        name: snake(name),
        schema: schema.clone(),
        is_required: required(name) || schema.get("default").is_some(),
    };
    fields.iter().map(field).collect()
}
