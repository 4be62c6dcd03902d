//! What can go wrong with any question, added to the description of each.

use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, Response, ResponseBuilder};

/// Statuses that any operation may answer with, all of them problems.
const ANY: [(&str, &str); 8] = [
    ("400", "What is asked cannot be understood"),
    ("401", "Log in first"),
    ("403", "The role does not reach, or another site's page asks"),
    ("404", "The record has nothing of that name"),
    ("409", "Somebody else was faster, or holds the record"),
    ("413", "The body is too long"),
    ("415", "The body is not JSON"),
    ("429", "Too many requests"),
];

/// Adds the problems to every operation.
pub(super) fn describe(description: &mut OpenApi) {
    for item in description.paths.paths.values_mut() {
        for operation in
            [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete].into_iter().flatten()
        {
            add(operation);
        }
    }
}

fn add(operation: &mut Operation) {
    for (status, about) in ANY {
        operation.responses.responses.insert(status.into(), problem(about).into());
    }
}

fn problem(about: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(about).content("application/problem+json", content).build()
}
