//! Answers that were given, as bytes: a question that was asked before costs a look-up.
//!
//! An answer hangs on the record and on the address alone: who asks has passed the gate before, and no route behind it
//! answers one person otherwise than another.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::problem::Problem;

/// Most bytes of all kept answers together.
const MOST: usize = 32 << 20;

/// Whether answers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// While the record stays as it is.
    WithRecord,
    /// Never: they are large and seldom asked for again, or hang on the day.
    Never,
}

/// On an answer that a better one follows: it is not kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passing;

/// One answer.
#[derive(Clone, Debug)]
struct Answer {
    kind: HeaderValue,
    tag: HeaderValue,
    bytes: Bytes,
}

/// The answers that are kept, all of one edition.
#[derive(Debug, Default)]
pub(crate) struct Answers(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    edition: u64,
    bytes: usize,
    by_address: HashMap<String, Answer>,
    /// The oldest first.
    order: VecDeque<String>,
}

/// Gives every answer its tag, keeps it where it may be kept, and says 304 to who has it already.
pub(crate) async fn answer(
    State(keep): State<Keep>,
    Extension(app): Extension<App>,
    request: Request,
    next: Next,
) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let edition = *app.edition().borrow();
    if let Some(found) = app.answers().find(edition, &address) {
        return found.told(known.as_ref());
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let passing = response.extensions().get::<Passing>().is_some();
    match Answer::of(response).await {
        Ok(made) => {
            if keep == Keep::WithRecord && !passing {
                app.answers().keep(edition, address, &made);
            }
            made.told(known.as_ref())
        }
        Err(problem) => problem.into_response(),
    }
}

impl Answer {
    async fn of(response: Response) -> Result<Answer, Problem> {
        let (head, body) = response.into_parts();
        let failed = |why: String| Problem::internal(why);
        let bytes = to_bytes(body, usize::MAX).await.map_err(|error| failed(error.to_string()))?;
        let hash: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let tag = HeaderValue::from_str(&format!("W/\"{hash}\"")).map_err(|error| failed(error.to_string()))?;
        let kind = head.headers.get(header::CONTENT_TYPE).cloned();
        Ok(Answer { kind: kind.unwrap_or(HeaderValue::from_static("application/octet-stream")), tag, bytes })
    }

    fn told(self, known: Option<&HeaderValue>) -> Response {
        let known = known.and_then(|value| value.to_str().ok());
        let has_it = known.is_some_and(|known| known.split(',').any(|one| self.tag == one.trim()));
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, self.kind);
        headers.insert(header::ETAG, self.tag);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        match has_it {
            true => (StatusCode::NOT_MODIFIED, headers).into_response(),
            false => (headers, Body::from(self.bytes)).into_response(),
        }
    }
}

impl Answers {
    fn find(&self, edition: u64, address: &str) -> Option<Answer> {
        let held = self.held();
        held.by_address.get(address).filter(|_| held.edition == edition).cloned()
    }

    /// Keeps an answer to a question that was asked in an edition.
    fn keep(&self, edition: u64, address: String, answer: &Answer) {
        let mut held = self.held();
        if edition > held.edition {
            *held = Held { edition, ..Held::default() };
        }
        if edition < held.edition || answer.bytes.len() > MOST / 2 || held.by_address.contains_key(&address) {
            return;
        }
        held.bytes += answer.bytes.len() + address.len();
        held.order.push_back(address.clone());
        held.by_address.insert(address, answer.clone());
        while held.bytes > MOST {
            let Some(oldest) = held.order.pop_front() else { break };
            held.bytes -= oldest.len() + held.by_address.remove(&oldest).map_or(0, |answer| answer.bytes.len());
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(length: usize) -> Answer {
        let value = HeaderValue::from_static("x");
        Answer { kind: value.clone(), tag: value, bytes: vec![0; length].into() }
    }

    #[test]
    fn an_answer_of_another_edition_is_none() {
        let answers = Answers::default();
        answers.keep(1, "/a".into(), &answer(1));
        assert!(answers.find(1, "/a").is_some());
        assert!(answers.find(2, "/a").is_none());
        // What was asked before the record changed and is answered after it.
        answers.keep(2, "/b".into(), &answer(1));
        answers.keep(1, "/c".into(), &answer(1));
        assert!(answers.find(2, "/b").is_some());
        assert!(answers.find(2, "/a").is_none() && answers.find(2, "/c").is_none());
    }

    #[test]
    fn the_oldest_answers_make_room() {
        let answers = Answers::default();
        let addresses: Vec<String> = (0..5).map(|at| format!("/{at}")).collect();
        addresses.iter().for_each(|address| answers.keep(0, address.clone(), &answer(MOST / 4)));
        let kept: Vec<bool> = addresses.iter().map(|address| answers.find(0, address).is_some()).collect();
        assert_eq!(kept, [false, false, true, true, true]);
        assert!(answers.held().bytes <= MOST);
        answers.keep(0, "/large".into(), &answer(MOST));
        assert!(answers.find(0, "/large").is_none());
    }
}
