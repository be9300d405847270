//! The code path of every call: build the request, send it, retry if that is safe, read the response.

use std::fmt::Display;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;
use serde_json::{Map, Value};

use super::clerk::{ClerkClient, Inner};
use super::error::{Change, ClerkError, Result, TimeLimit};
use super::fault::root_cause;
use super::paging::Answer;
use super::path::IntoPath;
use super::query::{self, QueryValue};
use super::response::Response;
use super::retry;
use super::wire;
use crate::json;

/// A request that has not been sent yet. [`send`](Self::send) sends it.
///
/// `send` reports an invalid path or body before it sends anything.
#[must_use = "a request does nothing until you call `send` and await it"]
pub struct Request<'a> {
    client: &'a ClerkClient,
    method: Method,
    /// The path, or why the request cannot be sent.
    path: Result<String>,
    query: Vec<(&'static str, String)>,
    body: Body,
}

/// What is sent.
enum Body {
    None,
    Json(serde_json::Result<Vec<u8>>),
    /// An object, one field at a time.
    Fields(Map<String, Value>),
}

impl<'a> Request<'a> {
    pub(super) fn new(client: &'a ClerkClient, method: Method, path: impl IntoPath) -> Self {
        Self { client, method, path: path.into_path(), query: Vec::new(), body: Body::None }
    }

    /// Adds a query parameter and encodes its value. Call it again to send several values for one parameter. `false`, `0`
    /// and the empty text are sent like any other value.
    pub fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Adds a query parameter if there is a value.
    pub fn query_opt(self, name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Adds a query parameter from a typed value: nothing for `None`, and one for each item of a list. The variant of an
    /// enum is written in snake case.
    ///
    /// An empty text or list is an error, [`ClerkError::EmptyFilter`]: Clerk ignores an empty filter, and would return
    /// everything.
    pub fn query_value(self, name: &'static str, value: &(impl QueryValue + ?Sized)) -> Self {
        self.argument(name, name, value)
    }

    /// [`query_value`](Self::query_value) for the argument of a tool. Errors mention the argument's name.
    #[doc(hidden)]
    pub fn argument(mut self, name: &'static str, argument: &'static str, value: &(impl QueryValue + ?Sized)) -> Self {
        match query::texts(argument, value) {
            Ok(texts) => self.query.extend(texts.into_iter().map(|text| (name, text))),
            Err(error) => return self.invalid(error),
        }
        self
    }

    /// Sending the request returns the first error.
    fn invalid(mut self, error: ClerkError) -> Self {
        self.path = self.path.and(Err(error));
        self
    }

    /// Adds a field to the JSON object that is the body. A field that is `None` is left out; without any field, the body
    /// is `{}`. The names of a struct's fields and of an enum's variants are written in snake case, as Clerk has them.
    ///
    /// Replaces a body that [`json`](Self::json) has set.
    pub fn field(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        let value = match wire::to_value(value) {
            Ok(value) => value.map(|value| (name.to_owned(), value)),
            Err(error) => return self.invalid(ClerkError::Encode(error)),
        };
        match &mut self.body {
            Body::Fields(fields) => fields.extend(value),
            Body::None | Body::Json(_) => self.body = Body::Fields(value.into_iter().collect()),
        }
        self
    }

    /// Sets the body, which is sent as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.body = Body::Json(json::to_vec(body));
        self
    }

    /// Sets the body, with names in snake case as in [`field`](Self::field).
    #[doc(hidden)]
    pub fn wire_json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.body = Body::Json(wire::to_value(body).and_then(|body| json::to_vec(&body)));
        self
    }

    /// Sends the request and reads the response. Retries it as
    /// [`max_retries`](super::ClerkClientBuilder::max_retries) describes. Dropping the future closes the connection.
    ///
    /// A response without a body is read as `null`: use `()` or [`serde_json::Value`] as `T`. A type with
    /// `#[tool_type]`, whose names are in camel case, is read from Clerk's names in snake case, without the fields that it
    /// does not have.
    ///
    /// # Errors
    ///
    /// Every variant of [`ClerkError`]. [`ClerkError::change`] says whether a change may have been applied.
    pub async fn send<T: Answer>(mut self) -> Result<T> {
        let (client, query) = (self.client, std::mem::take(&mut self.query));
        self.response(&query).await?.decode(&client.0, &query)
    }

    async fn response(self, query: &[(&'static str, String)]) -> Result<Response> {
        let client = &self.client.0;
        let url = client.url(&self.path?, query);
        let body = self.body.into_bytes().map_err(ClerkError::Encode)?;
        let mut retries = 0;
        let mut uncertain = None;
        loop {
            let error = match client.attempt(&self.method, &url, body.as_deref()).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            match retry::wait(&self.method, &error, retries) {
                Some(wait) if retries < client.max_retries => tokio::time::sleep(wait).await,
                _ => return Err(last(uncertain, error)),
            }
            if error.change() == Change::Unknown {
                uncertain = Some(error);
            }
            retries += 1;
        }
    }
}

impl Body {
    fn into_bytes(self) -> serde_json::Result<Option<Vec<u8>>> {
        match self {
            Self::None => Ok(None),
            Self::Json(body) => body.map(Some),
            Self::Fields(fields) => json::to_vec(&fields).map(Some),
        }
    }
}

/// The error of several attempts. If the last attempt did not reach Clerk, but an earlier one may have applied the
/// change, it is the error of the earlier one: the caller must know about the change.
fn last(uncertain: Option<ClerkError>, error: ClerkError) -> ClerkError {
    let settled = matches!(&error, ClerkError::Api(api) if api.status != 429) || error.change() != Change::NotApplied;
    uncertain.filter(|_| !settled).unwrap_or(error)
}

impl Inner {
    fn url(&self, path: &str, query: &[(&'static str, String)]) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path()));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    async fn attempt(&self, method: &Method, url: &Url, body: Option<&[u8]>) -> Result<Response> {
        let mut request = reqwest::Request::new(method.clone(), url.clone());
        *request.headers_mut() = self.headers.clone();
        *request.timeout_mut() = Some(self.timeout);
        if let Some(body) = body {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            *request.body_mut() = Some(body.to_vec().into());
        }
        let response = self.http.execute(request).await.map_err(|error| self.failure(method, error))?;
        Response::read(self, method, response).await
    }

    /// Converts an HTTP failure. The URL is removed from it, because its query can contain personal data.
    pub(super) fn failure(&self, method: &Method, error: reqwest::Error) -> ClerkError {
        let source = error.without_url();
        let method = method.clone();
        match (source.is_timeout(), source.is_connect()) {
            (true, true) => ClerkError::Timeout { limit: TimeLimit::Connect, after: self.connect_timeout, method },
            (true, false) => ClerkError::Timeout { limit: TimeLimit::Total, after: self.timeout, method },
            (false, true) => ClerkError::Connect { source, proxy: self.proxy.clone() },
            (false, false) if source.is_builder() => {
                ClerkError::Config(format!("the HTTP client refuses the request: {}", root_cause(&source)))
            }
            (false, false) => ClerkError::Transport { source, method },
        }
    }
}
