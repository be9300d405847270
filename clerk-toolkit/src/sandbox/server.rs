//! The HTTP side: routing, the secret key, body limits, and the log of requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{self, DefaultBodyLimit, Path, Query, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use axum::{Json, Router};
use serde_json::Value;

use super::RecordedRequest;
use super::clerk_operations::{API_VERSION, CLERK_OPERATIONS};
use super::error::{ApiError, ErrorEntry};
use super::form::Form;
use super::operations::{OPERATIONS, Operation, method_filter};
use super::request::Request;
use super::store::Instance;
use crate::json;

/// The largest body that the sandbox accepts, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// How much of a larger body is read, in bytes, so that its sender gets a response and not a connection reset.
const DISCARD_LIMIT: usize = 16 * BODY_LIMIT;

/// The most characters of an unknown path that an error shows.
const SHOWN_PATH: usize = 200;

/// The number of requests that the log keeps.
const LOG_LIMIT: usize = 10_000;

type Pairs = Vec<(String, String)>;

/// The state that the server and the [`Sandbox`](super::Sandbox) share.
pub(super) struct Shared {
    pub(super) secret_key: String,
    instance: Mutex<Instance>,
    log: Mutex<VecDeque<RecordedRequest>>,
}

impl Shared {
    pub(super) fn new(secret_key: String, instance: Instance) -> Self {
        Self { secret_key, instance: Mutex::new(instance), log: Mutex::default() }
    }

    /// The requests that the server received, the oldest first.
    pub(super) fn log(&self) -> MutexGuard<'_, VecDeque<RecordedRequest>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The instance, for one operation at a time.
    pub(super) fn instance(&self) -> MutexGuard<'_, Instance> {
        self.instance.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, request: RecordedRequest) {
        let mut log = self.log();
        if log.len() == LOG_LIMIT {
            log.pop_front();
        }
        log.push_back(request);
    }
}

/// All operations of Clerk as one service. Those that the sandbox does not serve return an error that names them.
///
/// Each of them has a route, because a served path with a parameter can match the path of another operation:
/// `/invitations/pending` also has the form of `/invitations/{invitation_id}`.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new();
    for (path, methods) in CLERK_OPERATIONS {
        router = router.route(&format!("/v1{path}"), methods_of(path, methods));
    }
    router
        .fallback(async |method: Method, uri: Uri| ApiError::from(unknown_operation(&method, uri.path())))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(shared.clone(), observe))
        .with_state(shared)
}

/// The handlers of one path.
fn methods_of(path: &'static str, methods: &'static [&'static str]) -> MethodRouter<Arc<Shared>> {
    let mut router = MethodRouter::new().fallback(async move || ApiError::from(method_not_allowed(path, methods)));
    for method in methods {
        let filter = method_filter(method);
        let served = OPERATIONS.iter().find(|operation| operation.path == path && operation.method == *method);
        router = match served {
            Some(operation) => router.on(
                filter,
                move |State(shared): State<Arc<Shared>>,
                      path: Result<Path<Pairs>, PathRejection>,
                      query: Result<Query<Pairs>, QueryRejection>,
                      headers: HeaderMap,
                      body: Bytes| async move {
                    run(operation, &shared, path, query, &headers, &body).map(Json)
                },
            ),
            None => router.on(filter, async move || ApiError::from(operation_not_supported(method, path))),
        };
    }
    router
}

fn run(
    operation: &'static Operation,
    shared: &Shared,
    path: Result<Path<Pairs>, PathRejection>,
    query: Result<Query<Pairs>, QueryRejection>,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Value, ApiError> {
    // An operation that is not served says so, however large the body is. So this is checked here and not before.
    if body.len() > BODY_LIMIT {
        return Err(body_too_large().into());
    }
    // Only a path that is not valid UTF-8 is rejected here, and no id contains such bytes.
    let Path(path) = path.map_err(|_| ApiError::not_found("Resource not found"))?;
    let Query(query) = query.map_err(|_| malformed_parameters())?;
    let form = match operation.body {
        None => Form::none(),
        Some(schema) => {
            check_content_type(headers, body)?;
            schema.read(body)?
        }
    };
    (operation.run)(&mut shared.instance(), &Request { path, query, form })
}

/// Reads the body, checks the secret key, and records the request and the status of its response.
async fn observe(State(shared): State<Arc<Shared>>, request: extract::Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let method = parts.method.to_string();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let body = to_bytes(body, DISCARD_LIMIT).await.ok();
    let recorded = body.as_deref().filter(|bytes| bytes.len() <= BODY_LIMIT).and_then(readable);
    let response = match (authorize(&parts.headers, &shared.secret_key), body) {
        (Err(entry), _) => ApiError::from(entry).into_response(),
        (Ok(()), None) => ApiError::from(body_too_large()).into_response(),
        (Ok(()), Some(bytes)) => next.run(extract::Request::from_parts(parts, Body::from(bytes))).await,
    };
    shared.record(RecordedRequest { method, path, body: recorded, status: response.status().as_u16() });
    response
}

fn readable(body: &[u8]) -> Option<Value> {
    if body.is_empty() {
        return None;
    }
    let body = json::unicode(body);
    Some(serde_json::from_str(&body).unwrap_or_else(|_| body.into()))
}

fn authorize(headers: &HeaderMap, secret_key: &str) -> Result<(), ErrorEntry> {
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match bearer {
        None => Err(ErrorEntry::new(
            StatusCode::UNAUTHORIZED,
            "authorization_header_format_invalid",
            "Invalid Authorization header format",
            "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'",
        )),
        Some((_, key)) if key.trim() == secret_key => Ok(()),
        Some(_) => {
            let message = "The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.";
            Err(ErrorEntry::new(StatusCode::UNAUTHORIZED, "clerk_key_invalid", message, message))
        }
    }
}

fn check_content_type(headers: &HeaderMap, body: &[u8]) -> Result<(), ErrorEntry> {
    const EXPECTED: &str = "application/json";
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let given = String::from_utf8_lossy(value.as_bytes());
    let media_type = given.split(';').next().unwrap_or_default().trim();
    if body.is_empty() || media_type.eq_ignore_ascii_case(EXPECTED) {
        return Ok(());
    }
    Err(ErrorEntry::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_content_type",
        "Content-Type is unsupported",
        format!("Content-Type {media_type} is unsupported. You should use {EXPECTED} instead."),
    ))
}

fn malformed_parameters() -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::BAD_REQUEST,
        "malformed_request_parameters",
        "Malformed request parameters",
        "The request parameters are malformed and could not be parsed",
    )
}

fn body_too_large() -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "request_body_too_large",
        "Request body too large",
        format!("The request body exceeds the maximum allowed size of {BODY_LIMIT} bytes."),
    )
}

fn method_not_allowed(path: &str, methods: &[&str]) -> ErrorEntry {
    ErrorEntry::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "Method not allowed",
        format!("Clerk's API has no such method for /v1{path}. Its methods there: {}.", methods.join(", ")),
    )
}

/// An operation of Clerk that the sandbox does not have.
fn operation_not_supported(method: &str, path: &str) -> ErrorEntry {
    let operation = format!("{method} /v1{path}");
    ErrorEntry::new(
        StatusCode::NOT_IMPLEMENTED,
        "sandbox_operation_not_supported",
        "Operation not supported by the sandbox",
        format!(
            "The sandbox does not support {operation}. Nothing was changed. Clerk has this operation: use a development \
             instance of Clerk for it."
        ),
    )
    .meta("operation", operation)
}

/// A path that Clerk does not have.
fn unknown_operation(method: &Method, path: &str) -> ErrorEntry {
    let shown: String = path.chars().take(SHOWN_PATH).collect();
    let cut = if shown.len() < path.len() { "…" } else { "" };
    let operation = format!("{method} {shown}{cut}");
    let advice = match path.starts_with("/v1/") {
        true => "Check the path",
        false => "Its paths start with /v1/",
    };
    ErrorEntry::new(
        StatusCode::NOT_IMPLEMENTED,
        "sandbox_operation_unknown",
        "Not an operation of Clerk",
        format!("{operation} is not an operation of Clerk's Backend API, version {API_VERSION}. {advice}."),
    )
    .meta("operation", operation)
}
