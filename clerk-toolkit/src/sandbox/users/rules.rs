//! The rules for a user that involve several fields or other users.

use axum::http::StatusCode;
use serde_json::json;

use super::User;
use crate::sandbox::checks;
use crate::sandbox::error::ErrorEntry;
use crate::sandbox::form::{Form, missing};
use crate::sandbox::store::Instance;

const IDENTIFICATIONS: [&str; 3] = ["email_address", "phone_number", "web3_wallet"];

/// All mistakes in the body of a new user.
pub(super) fn check_new(instance: &Instance, form: &Form) -> Vec<ErrorEntry> {
    let mut entries = check_credentials(form);
    entries.extend(check_statuses(form, "email_address"));
    entries.extend(check_statuses(form, "phone_number"));
    entries.extend(taken(instance, form, None));
    for field in IDENTIFICATIONS {
        let values = form.texts(field);
        for (index, value) in values.iter().enumerate() {
            if values[..index].iter().any(|earlier| earlier.eq_ignore_ascii_case(value)) {
                entries.push(duplicate(field));
            }
            entries.extend(identification_taken(instance, field, value));
        }
    }
    entries.extend(no_identification(form));
    entries
}

/// All mistakes in the body of an update.
pub(super) fn check_update(instance: &Instance, form: &Form, user: &User) -> Vec<ErrorEntry> {
    let mut entries = check_credentials(form);
    entries.extend(taken(instance, form, Some(&user.id)));
    for (field, owned) in [
        ("primary_email_address_id", &user.email_addresses),
        ("primary_phone_number_id", &user.phone_numbers),
        ("primary_web3_wallet_id", &user.web3_wallets),
    ] {
        if let Some(id) = form.text(field)
            && !owned.iter().any(|identification| identification.id == id)
        {
            entries.push(resource_missing(field));
        }
    }
    if form.text("profile_image_id").is_some() {
        entries.push(resource_missing("profile_image_id"));
    }
    entries
}

fn check_credentials(form: &Form) -> Vec<ErrorEntry> {
    let mut entries = Vec::new();
    if let Some(password) = form.text("password")
        && form.boolean("skip_password_checks") != Some(true)
    {
        entries.extend(checks::password("password", password));
    }
    if form.text("password_digest").is_some() && form.text("password_hasher").is_none() {
        entries.push(missing("password_hasher"));
    }
    entries
}

/// The list of statuses must be as long as the list of addresses or numbers.
fn check_statuses(form: &Form, field: &str) -> Option<ErrorEntry> {
    let name = format!("{field}_identification_status");
    let statuses = form.texts(&name).len();
    (statuses != 0 && statuses != form.texts(field).len()).then(|| {
        ErrorEntry::param(
            &name,
            "form_param_array_length_mismatch",
            "length mismatch",
            format!("{name} must contain exactly one item for each item in {field}."),
        )
    })
}

/// A username and an external id belong to one user only.
fn taken(instance: &Instance, form: &Form, own_id: Option<&str>) -> Vec<ErrorEntry> {
    let others = || instance.users.iter().filter(|user| Some(user.id.as_str()) != own_id);
    let mut entries = Vec::new();
    if let Some(username) = form.text("username")
        && others().any(|user| user.username.as_deref().is_some_and(|taken| taken.eq_ignore_ascii_case(username)))
    {
        entries.push(identifier_exists("username", "username"));
    }
    if let Some(external_id) = form.text("external_id")
        && others().any(|user| user.external_id.as_deref() == Some(external_id))
    {
        entries.push(identifier_exists("external_id", "external id"));
    }
    entries
}

/// An address, a number and a wallet belong to one user only.
fn identification_taken(instance: &Instance, field: &str, value: &str) -> Option<ErrorEntry> {
    let taken = instance.users.iter().any(|user| {
        let identifications = match field {
            "email_address" => &user.email_addresses,
            "phone_number" => &user.phone_numbers,
            _ => &user.web3_wallets,
        };
        identifications.iter().any(|identification| identification.value.eq_ignore_ascii_case(value))
    });
    taken.then(|| identifier_exists(field, &field.replace('_', " ")))
}

/// The entry for an identifier that another resource has.
pub(in crate::sandbox) fn identifier_exists(param: &str, what: &str) -> ErrorEntry {
    let message = format!("That {what} is taken. Please try another.");
    ErrorEntry::param(param, "form_identifier_exists", message.clone(), message)
}

/// A user must have at least one identifier.
fn no_identification(form: &Form) -> Option<ErrorEntry> {
    let has_one = form.text("username").is_some() || IDENTIFICATIONS.iter().any(|field| !form.texts(field).is_empty());
    let required = form.boolean("skip_user_requirement") != Some(true);
    (required && !has_one).then(|| {
        ErrorEntry::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "form_data_missing",
            "missing data",
            "[\"email_address\"] data doesn't match user requirements set for this instance",
        )
        .meta("param_names", json!(["email_address"]))
    })
}

/// The entry for a parameter with the id of a resource that does not exist, or that belongs to another user.
pub(super) fn resource_missing(param: &str) -> ErrorEntry {
    ErrorEntry::param(
        param,
        "form_resource_not_found",
        "is missing",
        format!("The resource associated with the supplied {param} was not found."),
    )
}

fn duplicate(param: &str) -> ErrorEntry {
    ErrorEntry::param(param, "form_param_duplicate", "duplicate values", format!("{param} contains duplicate values"))
}
