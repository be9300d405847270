//! Every operation of the sandbox, in one table. To add an operation, write its function and add a line here.

use axum::routing::MethodFilter;
use serde_json::Value;

use super::error::ApiError;
use super::form::Schema;
use super::request::Request;
use super::store::Instance;
use super::users::operations as users;
use super::{invitations, memberships, organization_invitations, organizations::operations as organizations, roles};

/// One operation of the Backend API.
pub(super) struct Operation {
    pub(super) method: &'static str,
    /// The path below `/v1`, with parameters in braces.
    pub(super) path: &'static str,
    /// The body, if the operation has one.
    pub(super) body: Option<&'static Schema>,
    /// Runs a request. If it returns an error, nothing was changed.
    pub(super) run: fn(&mut Instance, &Request) -> Result<Value, ApiError>,
}

type Run = fn(&mut Instance, &Request) -> Result<Value, ApiError>;

const fn get(path: &'static str, run: Run) -> Operation {
    bare("GET", path, run)
}

const fn post(path: &'static str, body: &'static Schema, run: Run) -> Operation {
    with_body("POST", path, body, run)
}

const fn patch(path: &'static str, body: &'static Schema, run: Run) -> Operation {
    with_body("PATCH", path, body, run)
}

const fn put(path: &'static str, body: &'static Schema, run: Run) -> Operation {
    with_body("PUT", path, body, run)
}

const fn delete(path: &'static str, run: Run) -> Operation {
    bare("DELETE", path, run)
}

const fn bare(method: &'static str, path: &'static str, run: Run) -> Operation {
    Operation { method, path, body: None, run }
}

const fn with_body(method: &'static str, path: &'static str, body: &'static Schema, run: Run) -> Operation {
    Operation { method, path, body: Some(body), run }
}

/// The method as the router takes it.
///
/// # Panics
/// If Clerk's API does not use the method.
pub(super) fn method_filter(method: &str) -> MethodFilter {
    match method {
        "GET" => MethodFilter::GET,
        "POST" => MethodFilter::POST,
        "PATCH" => MethodFilter::PATCH,
        "PUT" => MethodFilter::PUT,
        "DELETE" => MethodFilter::DELETE,
        other => unreachable!("{other} is not a method of Clerk's API"),
    }
}

/// The operations of the sandbox.
#[rustfmt::skip]
pub(super) static OPERATIONS: &[Operation] = &[
    get("/users", users::list),
    post("/users", &users::CREATE, users::create),
    get("/users/count", users::count),
    get("/users/{user_id}", users::get),
    patch("/users/{user_id}", &users::UPDATE, users::update),
    delete("/users/{user_id}", users::delete),
    patch("/users/{user_id}/metadata", &users::METADATA, users::merge_metadata),
    put("/users/{user_id}/metadata", &users::METADATA, users::replace_metadata),
    get("/users/{user_id}/organization_memberships", users::organization_memberships),

    get("/organizations", organizations::list),
    post("/organizations", &organizations::CREATE, organizations::create),
    get("/organizations/{organization_id}", organizations::get),
    patch("/organizations/{organization_id}", &organizations::UPDATE, organizations::update),
    delete("/organizations/{organization_id}", organizations::delete),
    patch("/organizations/{organization_id}/metadata", &organizations::METADATA, organizations::merge_metadata),
    put("/organizations/{organization_id}/metadata", &organizations::METADATA, organizations::replace_metadata),
    get("/organization_roles", roles::list),

    get("/organizations/{organization_id}/memberships", memberships::list),
    post("/organizations/{organization_id}/memberships", &memberships::CREATE, memberships::create),
    patch("/organizations/{organization_id}/memberships/{user_id}", &memberships::UPDATE, memberships::update),
    delete("/organizations/{organization_id}/memberships/{user_id}", memberships::delete),
    patch("/organizations/{organization_id}/memberships/{user_id}/metadata", &memberships::METADATA, memberships::merge_metadata),

    get("/organizations/{organization_id}/invitations", organization_invitations::list),
    post("/organizations/{organization_id}/invitations", &organization_invitations::CREATE, organization_invitations::create),
    get("/organizations/{organization_id}/invitations/{invitation_id}", organization_invitations::get),
    post("/organizations/{organization_id}/invitations/{invitation_id}/revoke", &organization_invitations::REVOKE, organization_invitations::revoke),

    get("/invitations", invitations::list),
    post("/invitations", &invitations::CREATE, invitations::create),
    bare("POST", "/invitations/{invitation_id}/revoke", invitations::revoke),
];
