//! What must be true of a user beyond the form of each field.

use axum::http::StatusCode;
use serde_json::json;

use super::User;
use crate::sandbox::checks;
use crate::sandbox::error::Problem;
use crate::sandbox::form::{Form, missing};
use crate::sandbox::store::Instance;

const IDENTIFICATIONS: [&str; 3] = ["email_address", "phone_number", "web3_wallet"];

/// Everything wrong with the body of a new user.
pub(super) fn problems_of_new(instance: &Instance, form: &Form) -> Vec<Problem> {
    let mut problems = credential_problems(form);
    problems.extend(statuses_problem(form, "email_address"));
    problems.extend(statuses_problem(form, "phone_number"));
    problems.extend(taken(instance, form, None));
    for field in IDENTIFICATIONS {
        let values = form.texts(field);
        for (place, value) in values.iter().enumerate() {
            if values[..place].iter().any(|earlier| earlier.eq_ignore_ascii_case(value)) {
                problems.push(duplicate(field));
            }
            problems.extend(identification_taken(instance, field, value));
        }
    }
    problems.extend(no_identification(form));
    problems
}

/// Everything wrong with the body of an update.
pub(super) fn problems_of_update(instance: &Instance, form: &Form, user: &User) -> Vec<Problem> {
    let mut problems = credential_problems(form);
    problems.extend(taken(instance, form, Some(&user.id)));
    for (field, owned) in [
        ("primary_email_address_id", &user.email_addresses),
        ("primary_phone_number_id", &user.phone_numbers),
        ("primary_web3_wallet_id", &user.web3_wallets),
    ] {
        if let Some(id) = form.text(field)
            && !owned.iter().any(|identification| identification.id == id)
        {
            problems.push(resource_missing(field));
        }
    }
    if form.text("profile_image_id").is_some() {
        problems.push(resource_missing("profile_image_id"));
    }
    problems
}

fn credential_problems(form: &Form) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(password) = form.text("password")
        && form.boolean("skip_password_checks") != Some(true)
    {
        problems.extend(checks::password("password", password));
    }
    if form.text("password_digest").is_some() && form.text("password_hasher").is_none() {
        problems.push(missing("password_hasher"));
    }
    problems
}

/// A list of states must be as long as the list of addresses it goes with.
fn statuses_problem(form: &Form, field: &str) -> Option<Problem> {
    let name = format!("{field}_identification_status");
    let statuses = form.texts(&name).len();
    (statuses != 0 && statuses != form.texts(field).len()).then(|| {
        Problem::param(
            &name,
            "form_param_array_length_mismatch",
            "length mismatch",
            format!("{name} must contain exactly one item for each item in {field}."),
        )
    })
}

/// The username and the external id belong to one user each.
fn taken(instance: &Instance, form: &Form, own_id: Option<&str>) -> Vec<Problem> {
    let others = || instance.users.iter().filter(|user| Some(user.id.as_str()) != own_id);
    let mut problems = Vec::new();
    if let Some(username) = form.text("username")
        && others().any(|user| user.username.as_deref().is_some_and(|taken| taken.eq_ignore_ascii_case(username)))
    {
        problems.push(identifier_exists("username", "username"));
    }
    if let Some(external_id) = form.text("external_id")
        && others().any(|user| user.external_id.as_deref() == Some(external_id))
    {
        problems.push(identifier_exists("external_id", "external id"));
    }
    problems
}

/// An address, a number and a wallet belong to one user each.
fn identification_taken(instance: &Instance, field: &str, value: &str) -> Option<Problem> {
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

/// The problem of an identifier that somebody else has.
pub(in crate::sandbox) fn identifier_exists(param: &str, what: &str) -> Problem {
    let message = format!("That {what} is taken. Please try another.");
    Problem::param(param, "form_identifier_exists", message.clone(), message)
}

/// A user can be reached or recognized by something.
fn no_identification(form: &Form) -> Option<Problem> {
    let has_one = form.text("username").is_some() || IDENTIFICATIONS.iter().any(|field| !form.texts(field).is_empty());
    let required = form.boolean("skip_user_requirement") != Some(true);
    (required && !has_one).then(|| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "form_data_missing",
            "missing data",
            "[\"email_address\"] data doesn't match user requirements set for this instance",
        )
        .meta("param_names", json!(["email_address"]))
    })
}

/// The problem of an id, given in a parameter, that belongs to nothing the user has.
pub(super) fn resource_missing(param: &str) -> Problem {
    Problem::param(
        param,
        "form_resource_not_found",
        "is missing",
        format!("The resource associated with the supplied {param} was not found."),
    )
}

fn duplicate(param: &str) -> Problem {
    Problem::param(param, "form_param_duplicate", "duplicate values", format!("{param} contains duplicate values"))
}
