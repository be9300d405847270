//! Parse: the text of an endpoint, such as `GET /users/{user_id}`.

use syn::LitStr;

use crate::suggest::{list, nearest};

const EXAMPLE: &str = "`endpoint = \"GET /users/{user_id}\"`";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

const METHODS: &[(&str, Method)] = &[
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

impl Method {
    /// The name, in upper case.
    pub(super) fn name(self) -> &'static str {
        METHODS.iter().find(|(_, method)| *method == self).map_or("", |(name, _)| name)
    }

    /// Whether the arguments go to the query. Other methods send them in the body.
    pub(super) fn has_query(self) -> bool {
        matches!(self, Self::Get | Self::Delete)
    }
}

/// A part of a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One or more segments that are always the same, such as `users` or `users/count`.
    Literal(String),
    /// The name between braces.
    Parameter(String),
}

/// A text that has the form of an endpoint.
pub(super) struct Template {
    pub(super) text: LitStr,
    pub(super) method: Method,
    /// With the slash at its start.
    pub(super) path: String,
    pub(super) parts: Vec<Part>,
}

impl Template {
    pub(super) fn parse(text: LitStr) -> syn::Result<Self> {
        let parsed = parse(&text.value());
        let (method, path, parts) = parsed.map_err(|message| syn::Error::new(text.span(), message))?;
        Ok(Self { text, method, path, parts })
    }

    /// The names between braces, in their order.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Parameter(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }
}

fn parse(text: &str) -> Result<(Method, String, Vec<Part>), String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [method, path] = words[..] else {
        return Err(match words[..] {
            [path] if path.starts_with('/') => format!("an endpoint starts with its method: `GET {path}`"),
            _ => format!("an endpoint is a method and a path: {EXAMPLE}"),
        });
    };
    let method = parse_method(method)?;
    let parts = parse_path(path)?;
    Ok((method, path.to_owned(), parts))
}

fn parse_method(given: &str) -> Result<Method, String> {
    if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == given) {
        return Ok(*method);
    }
    let names = || METHODS.iter().map(|(name, _)| *name);
    let upper = given.to_uppercase();
    // `nearest` compares in lower case.
    let lower: Vec<String> = names().map(str::to_lowercase).collect();
    let near = nearest(given, lower.iter().map(String::as_str)).map(str::to_uppercase);
    Err(match names().find(|name| *name == upper).map(str::to_owned).or(near) {
        Some(near) => format!("unknown method `{given}`: did you mean `{near}`?"),
        None => format!("unknown method `{given}`: expected {}", list(names())),
    })
}

fn parse_path(path: &str) -> Result<Vec<Part>, String> {
    if path.contains("://") {
        return Err("an endpoint is a path of Clerk's Backend API, without the host: `/users`".to_owned());
    }
    let Some(rest) = path.strip_prefix('/') else { return Err(format!("a path starts with `/`: `/{path}`")) };
    if rest == "v1" || rest.starts_with("v1/") {
        return Err("the client adds the version: leave `/v1` out".to_owned());
    }
    if let Some((path, _)) = path.split_once('?') {
        return Err(format!("a path has no query: write `{path}`, and a parameter of the function for each value"));
    }
    let mut parts = Vec::new();
    for segment in rest.split('/') {
        let part = parse_segment(segment)?;
        if let Part::Parameter(name) = &part
            && parts.contains(&part)
        {
            return Err(format!("`{{{name}}}` is in the path twice"));
        }
        match (part, parts.last_mut()) {
            (Part::Literal(next), Some(Part::Literal(last))) => *last = format!("{last}/{next}"),
            (part, _) => parts.push(part),
        }
    }
    Ok(parts)
}

fn parse_segment(segment: &str) -> Result<Part, String> {
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
        && is_word(name)
    {
        return Ok(Part::Parameter(name.to_owned()));
    }
    if segment.is_empty() {
        return Err("a path has something between its slashes, and no slash at its end".to_owned());
    }
    if is_word(&segment.replace('-', "_")) {
        return Ok(Part::Literal(segment.to_owned()));
    }
    let name = segment.trim_matches(|c| [':', '<', '>', '{', '}', '*', '$'].contains(&c));
    Err(match name != segment && is_word(name) {
        true => format!("`{segment}` is not a segment of a path: a parameter is written `{{{name}}}`"),
        false => format!(
            "`{segment}` is not a segment of a path: it has letters, digits, `_` and `-`, or is `{{parameter}}`"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_literals_and_parameters() {
        let literal = |text: &str| Part::Literal(text.to_owned());
        let parameter = |name: &str| Part::Parameter(name.to_owned());
        let (method, path, parts) = parse("POST /organizations/{organization_id}/invitations/{id}/revoke").unwrap();
        assert_eq!((method, path.as_str()), (Method::Post, "/organizations/{organization_id}/invitations/{id}/revoke"));
        let ids = [parameter("organization_id"), parameter("id")];
        let [organization, id] = ids;
        assert_eq!(parts, [literal("organizations"), organization, literal("invitations"), id, literal("revoke")]);
        assert_eq!(parse("GET /users/count").unwrap().2, [literal("users/count")]);
        assert_eq!(parse("GET /{id}").unwrap().2, [parameter("id")]);
    }

    #[test]
    fn a_mistake_is_named() {
        for (text, message) in [
            ("", "an endpoint is a method and a path"),
            ("GET", "an endpoint is a method and a path"),
            ("/users", "an endpoint starts with its method: `GET /users`"),
            ("GET /users /count", "an endpoint is a method and a path"),
            ("get /users", "unknown method `get`: did you mean `GET`?"),
            ("PACTH /users", "unknown method `PACTH`: did you mean `PATCH`?"),
            ("BREW /users", "unknown method `BREW`: expected `GET`, `POST`, `PUT`, `PATCH` or `DELETE`"),
            ("GET users", "a path starts with `/`: `/users`"),
            ("GET https://api.clerk.com/v1/users", "without the host"),
            ("GET /v1/users", "leave `/v1` out"),
            ("GET /users?limit=1", "a path has no query: write `/users`"),
            ("GET /", "between its slashes"),
            ("GET /users/", "between its slashes"),
            ("GET /users//count", "between its slashes"),
            ("GET /users/:user_id", "a parameter is written `{user_id}`"),
            ("GET /users/<user_id>", "a parameter is written `{user_id}`"),
            ("GET /users/{user_id", "a parameter is written `{user_id}`"),
            ("GET /users/{}", "`{}` is not a segment"),
            ("GET /users/a.b", "`a.b` is not a segment"),
            ("GET /users/{a}{b}", "`{a}{b}` is not a segment"),
            ("GET /users/{id}/x/{id}", "`{id}` is in the path twice"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
