//! An OpenAPI 3.0 document, and checks of requests against it.

use jsonschema::{Draft, Validator};
use reqwest::Url;
use serde_json::{Map, Value, json};

/// A request that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    method: String,
    /// The path and the query.
    target: String,
    body: Option<Value>,
}

impl Sent {
    pub(crate) fn new(method: &str, target: &str, body: Option<Value>) -> Self {
        Self { method: method.to_owned(), target: target.to_owned(), body }
    }
}

type Problems = Result<(), Vec<String>>;

/// The document, with its schemas converted to JSON Schema.
pub(crate) struct OpenApi {
    pub(super) document: Value,
    /// The path of the server's URL, such as `/v1`.
    base: String,
}

impl OpenApi {
    pub(crate) fn new(mut document: Value) -> Self {
        let server = document["servers"][0]["url"].as_str().expect("the document has a server");
        let base = Url::parse(server).expect("the URL is valid").path().trim_end_matches('/').to_owned();
        translate(&mut document);
        Self { document, base }
    }

    /// Checks a request against the document and returns every problem.
    pub(crate) fn check(&self, sent: &Sent) -> Problems {
        let url = Url::parse("http://host").and_then(|host| host.join(&sent.target)).expect("the target is valid");
        let (item, path) = self.path(url.path()).ok_or_else(|| vec![format!("no path is {}", url.path())])?;
        let operation = &item[sent.method.to_lowercase()];
        if operation.is_null() {
            return Err(vec![format!("no method {} at {}", sent.method, url.path())]);
        }
        let parameters: Vec<&Value> = [&item["parameters"], &operation["parameters"]]
            .into_iter()
            .flat_map(|list| list.as_array().into_iter().flatten())
            .map(|parameter| self.resolve(parameter))
            .collect();
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let mut problems = self.parameters("path", &parameters, &path);
        problems.extend(self.parameters("query", &parameters, &query));
        problems.extend(self.body(&operation["requestBody"], sent.body.as_ref()));
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The matching path item with the most literal segments, and the values of its parameters.
    fn path(&self, path: &str) -> Option<(&Value, Vec<(String, String)>)> {
        let path = path.strip_prefix(&self.base)?;
        let paths = self.document["paths"].as_object().expect("the document has paths");
        let fitting = paths.iter().filter_map(|(template, item)| Some((item, values(template, path)?)));
        fitting.min_by_key(|(_, values)| values.len())
    }

    /// Checks the names and types of the parameters in one place, such as `query`.
    fn parameters(&self, place: &str, known: &[&Value], given: &[(String, String)]) -> Vec<String> {
        let known: Vec<&Value> = known.iter().copied().filter(|parameter| parameter["in"] == place).collect();
        let mut problems = Vec::new();
        for (name, value) in given {
            match known.iter().find(|parameter| parameter["name"] == name.as_str()) {
                None => problems.push(format!("{place} has no parameter {name}")),
                Some(parameter) => {
                    let value = self.typed(value, &parameter["schema"]);
                    let found = self.problems(&parameter["schema"], &value);
                    problems.extend(found.into_iter().map(|problem| format!("{place} {name}: {problem}")));
                }
            }
        }
        let missing = known.iter().filter(|parameter| {
            parameter["required"] == true && !given.iter().any(|(name, _)| parameter["name"] == name.as_str())
        });
        problems.extend(missing.map(|parameter| format!("{place} is missing {}", parameter["name"])));
        problems
    }

    /// Converts the text of a parameter to its declared type. Returns the text if that is not possible.
    fn typed(&self, text: &str, schema: &Value) -> Value {
        let schema = self.resolve(schema);
        // A parameter that may be null has several branches.
        let branches = schema["anyOf"].as_array().into_iter().flatten();
        let branch = branches.map(|branch| self.resolve(branch)).find(|branch| branch["type"] != "null");
        match branch.unwrap_or(schema)["type"].as_str() {
            Some("boolean") => text.parse::<bool>().map_or(text.into(), Value::from),
            Some("integer") => text.parse::<i64>().map_or(text.into(), Value::from),
            Some("number") => text.parse::<f64>().map_or(text.into(), Value::from),
            Some("array") => json!([text]),
            _ => text.into(),
        }
    }

    fn body(&self, declared: &Value, given: Option<&Value>) -> Vec<String> {
        let declared = self.resolve(declared);
        match given {
            Some(_) if declared.is_null() => vec!["the operation takes no body".to_owned()],
            None if declared["required"] == true => vec!["the request has no body".to_owned()],
            None => Vec::new(),
            Some(body) => {
                self.problems(&closed(self.resolve(&declared["content"]["application/json"]["schema"])), body)
            }
        }
    }

    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
            Some(pointer) => self.document.pointer(pointer).expect("the reference exists in the document"),
            None => value,
        }
    }

    fn problems(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut schema = schema.clone();
        if schema.get("$ref").is_some() {
            schema = json!({ "allOf": [schema] });
        }
        schema["components"] = self.document["components"].clone();
        let validator: Validator =
            jsonschema::options().with_draft(Draft::Draft4).build(&schema).expect("the document has the schema");
        validator.iter_errors(value).map(|problem| format!("{}: {problem}", problem.instance_path())).collect()
    }
}

/// The values of a template's parameters, if the path matches it.
fn values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut values = Vec::new();
    for (expected, given) in template.into_iter().zip(path) {
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(_) if given.is_empty() => return None,
            Some(name) => values.push((name.to_owned(), given.to_owned())),
            None if expected == given => {}
            None => return None,
        }
    }
    Some(values)
}

/// Allows only the listed fields of a body. OpenAPI allows others, but Clerk returns 422 for them.
fn closed(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(keywords) = schema.as_object_mut().filter(|keywords| keywords.contains_key("properties")) {
        keywords.entry("additionalProperties").or_insert(Value::Bool(false));
    }
    schema
}

/// Converts `nullable: true`, which JSON Schema does not have, to one more allowed type.
fn translate(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(translate),
        Value::Object(keywords) => {
            keywords.values_mut().for_each(translate);
            // The tests send invented ids: their exact form does not matter.
            if keywords.get("pattern").is_some_and(Value::is_string) {
                keywords.shift_remove("pattern");
            }
            if keywords.get("nullable") == Some(&Value::Bool(true)) {
                keywords.shift_remove("nullable");
                *value = json!({ "anyOf": [{ "type": "null" }, Map::clone(keywords)] });
            }
        }
        _ => {}
    }
}
