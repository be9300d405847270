//! The one request that a tool sends, as data.

use std::fmt;

/// The one request that a tool with `endpoint = "…"` sends. Its [`Display`](fmt::Display) is `GET /users/{user_id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Endpoint {
    method: &'static str,
    path: &'static str,
    query: &'static [&'static str],
    body: Option<&'static [&'static str]>,
}

impl Endpoint {
    #[doc(hidden)]
    pub const fn new(
        method: &'static str,
        path: &'static str,
        query: &'static [&'static str],
        body: Option<&'static [&'static str]>,
    ) -> Self {
        Self { method, path, query, body }
    }

    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path without `/v1`, with its parameters in braces: `/users/{user_id}`.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The names in the query, in the order of the function's parameters.
    pub const fn query(&self) -> &'static [&'static str] {
        self.query
    }

    /// The names of the body's fields, in the order of the function's parameters. `None` if the request has no body; an
    /// empty list if one argument is the whole body.
    pub const fn body(&self) -> Option<&'static [&'static str]> {
        self.body
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
