//! Tests of the check of declared requests: it must find each kind of mistake.

use clerk_toolkit::catalog;
use serde_json::{Value, json};

use super::endpoint::{Declared, Field, Sent};
use super::official;
use super::validator::api;

#[test]
fn every_declared_request_is_documented() {
    let Some(official) = official() else { return };
    let mut problems = Vec::new();
    for tool in catalog::ALL.iter() {
        let Some(declared) = Declared::of(tool) else { continue };
        if let Err(found) = official.check_declared(&declared) {
            problems.push(format!("{} ({} {}): {found:?}", tool.name(), declared.method, declared.path));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Fields with their schemas. `!` marks a required one.
fn fields(fields: &Value) -> Vec<Field> {
    let field = |(name, schema): (&String, &Value)| Field {
        name: name.trim_end_matches('!').to_owned(),
        schema: schema.clone(),
        is_required: name.ends_with('!'),
    };
    fields.as_object().into_iter().flatten().map(field).collect()
}

fn query(method: &str, path: &str, names: &Value) -> Declared {
    Declared { method: method.to_owned(), path: path.to_owned(), sent: Sent::Query(fields(names)) }
}

fn body(method: &str, path: &str, names: &Value) -> Declared {
    Declared { method: method.to_owned(), path: path.to_owned(), sent: Sent::Body(fields(names)) }
}

#[track_caller]
fn misses(declared: &Declared, problem: &str) {
    assert_eq!(api().check_declared(declared), Err(vec![problem.to_owned()]));
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn boolean() -> Value {
    json!({ "type": "boolean" })
}

#[test]
fn right_declarations_are_accepted() {
    let owner = json!({ "type": "object", "properties": { "name": string() }, "required": ["name"] });
    for declared in [
        query("GET", "/pets", &json!({ "tame!": boolean(), "name": { "type": "array", "items": string() } })),
        query("GET", "/pets/{id_of_the_pet}", &json!({})),
        query("GET", "/pets/count", &json!({})),
        body("POST", "/pets", &json!({ "name!": string(), "owner": owner, "extra": { "type": "object" } })),
        body("POST", "/pets", &json!({ "name!": string(), "colour": { "type": "string", "enum": ["black"] } })),
        body("PUT", "/pets/{pet}", &json!({ "anything": string() })),
    ] {
        assert_eq!(api().check_declared(&declared), Ok(()));
    }
    let whole = json!({ "type": "object", "properties": { "age": { "type": "integer" } } });
    let whole = Declared { method: "PATCH".to_owned(), path: "/pets/{id}".to_owned(), sent: Sent::WholeBody(whole) };
    assert_eq!(api().check_declared(&whole), Ok(()));
}

#[test]
fn a_wrong_path_or_method_is_found() {
    misses(&query("GET", "/dogs", &json!({})), "no path is /dogs");
    misses(&query("GET", "/pets/{id}/ban", &json!({})), "no path is /pets/{id}/ban");
    misses(&query("DELETE", "/pets", &json!({})), "no method DELETE at /pets");
}

#[test]
fn a_wrong_field_is_found() {
    let tame = boolean();
    misses(&query("GET", "/pets", &json!({ "tame!": tame, "size": string() })), "query has no field size");
    misses(&body("POST", "/pets", &json!({ "name!": string(), "size": string() })), "body has no field size");
    misses(&query("GET", "/pets/count", &json!({ "limit": { "type": "integer" } })), "query has no field limit");
    misses(&body("GET", "/pets/{id}", &json!({})), "the operation takes no body");
}

#[test]
fn a_wrong_type_is_found() {
    let whole_number = json!({ "type": "integer" });
    misses(&query("GET", "/pets", &json!({ "tame!": string() })), "query tame is boolean, and not string");
    misses(
        &query("GET", "/pets", &json!({ "tame!": boolean(), "name": string() })),
        "query name is array, and not string",
    );
    misses(
        &query("GET", "/pets", &json!({ "tame!": boolean(), "name": { "type": "array", "items": whole_number } })),
        "query name[] is string, and not integer",
    );
    misses(
        &body("POST", "/pets", &json!({ "name!": string(), "age": { "type": "number" } })),
        "body age is integer, and not number",
    );
    misses(
        &body("POST", "/pets", &json!({ "name!": string(), "colour": { "type": "string", "enum": ["red"] } })),
        "body colour has no value \"red\"",
    );
    let owner = json!({ "type": "object", "properties": { "name": boolean() }, "required": ["name"] });
    misses(
        &body("POST", "/pets", &json!({ "name!": string(), "owner": owner })),
        "body owner name is string, and not boolean",
    );
}

#[test]
fn a_missing_required_field_is_found() {
    misses(&query("GET", "/pets", &json!({})), "query is missing tame");
    misses(&query("GET", "/pets", &json!({ "tame": boolean() })), "query needs tame, and it is optional");
    misses(&body("POST", "/pets", &json!({ "age": { "type": "integer" } })), "body is missing name");
    misses(&query("POST", "/pets", &json!({})), "the request has no body");
    let owner = json!({ "type": "object", "properties": { "name": string() } });
    misses(
        &body("POST", "/pets", &json!({ "name!": string(), "owner": owner })),
        "body owner needs name, and it is optional",
    );
}
