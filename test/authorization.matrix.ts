/**
 * Who may enter which door. Written by hand from the design's roles, not from what the controllers declare: when the two
 * differ, one of them is wrong, and a person decides which. Roles do not inherit.
 *
 *   in      enters           sign-in  is led to sign in          -  is told that there is no such page
 *   early   is open to staff who have not given their second factor yet (what visitors may open always is)
 *   proof   wants a proof of who one is that is not older than ten minutes
 */
const TABLE = `
                                                     anonymous trainee facilitator office administrator
  # what anybody may see
  GET  /                                             in        in      in          in     in
  GET  /tracks                                       in        in      in          in     in
  GET  /tracks/:track                                in        in      in          in     in
  GET  /try/:track/:module/:step                     in        in      in          in     in
  GET  /files/:hash                                  in        in      in          in     in
  GET  /support                                      in        in      in          in     in
  GET  /health/live                                  in        in      in          in     in
  GET  /health/ready                                 in        in      in          in     in
  GET  /verify                                       in        in      in          in     in
  POST /verify                                       in        in      in          in     in
  GET  /verify/:code                                 in        in      in          in     in
  POST /verify/:code                                 in        in      in          in     in
  GET  /settings/display                             in        in      in          in     in
  POST /settings/display                             in        in      in          in     in

  # activities: the directory
  GET  /activities                                   in        in      in          in     in
  GET  /activities/calendar                          in        in      in          in     in
  GET  /activities/:activity                         in        in      in          in     in
  # activities: files and paper
  GET  /activities/calendar.ics                      in        in      in          in     in
  GET  /activities/feed.xml                          in        in      in          in     in
  GET  /activities/open-data                         in        in      in          in     in
  GET  /activities/open-data/activities.csv          in        in      in          in     in
  GET  /activities/open-data/events.csv              in        in      in          in     in
  GET  /activities/:activity/calendar.ics            in        in      in          in     in
  GET  /activities/:activity/leaflet                 in        in      in          in     in

  # coming in
  GET  /register                                     in        in      in          in     in
  POST /register                                     in        in      in          in     in
  GET  /register/name                                in        in      in          in     in
  POST /register/name                                in        in      in          in     in
  GET  /register/consent                             in        in      in          in     in
  POST /register/consent                             in        in      in          in     in
  GET  /register/check                               in        in      in          in     in
  POST /register/check                               in        in      in          in     in
  GET  /register/done                                in        in      in          in     in
  GET  /login                                        in        in      in          in     in
  POST /login                                        in        in      in          in     in
  GET  /login/again                                  sign-in   in      in          in     in
  POST /login/again                                  sign-in   in      in          in     in
  GET  /logout                                       in        in      in          in     in
  POST /logout                                       in        in      in          in     in
  GET  /password                                     in        in      in          in     in
  POST /password                                     in        in      in          in     in
  GET  /password/sent                                in        in      in          in     in
  GET  /password/done                                in        in      in          in     in
  GET  /password/:token                              in        in      in          in     in
  POST /password/:token                              in        in      in          in     in
  GET  /slip                                         in        in      in          in     in
  POST /slip                                         in        in      in          in     in
  GET  /email/done                                   in        in      in          in     in
  GET  /email/:token                                 in        in      in          in     in
  POST /email/:token                                 in        in      in          in     in
  GET  /setup/:token                                 in        in      in          in     in
  POST /setup/:token                                 in        in      in          in     in
  GET  /second-factor                                sign-in   -       in          in     in              early
  POST /second-factor                                sign-in   -       in          in     in              early
  POST /second-factor/setup                          sign-in   -       in          in     in              early

  # applying, without an account
  GET  /apply/:cohort                                in        in      in          in     in
  POST /apply/:cohort                                in        in      in          in     in
  GET  /apply/:cohort/partner                        in        in      in          in     in
  POST /apply/:cohort/partner                        in        in      in          in     in
  GET  /apply/:cohort/need                           in        in      in          in     in
  POST /apply/:cohort/need                           in        in      in          in     in
  GET  /apply/:cohort/consent                        in        in      in          in     in
  POST /apply/:cohort/consent                        in        in      in          in     in
  GET  /apply/:cohort/check                          in        in      in          in     in
  POST /apply/:cohort/check                          in        in      in          in     in
  GET  /apply/:cohort/done                           in        in      in          in     in
  GET  /application/:token                           in        in      in          in     in
  POST /application/:token/withdrawal                in        in      in          in     in
  POST /application/:token/next                      in        in      in          in     in
  POST /application/:token/next-withdrawal           in        in      in          in     in
  GET  /offer/:token                                 in        in      in          in     in
  POST /offer/:token                                 sign-in   in      -           -      -
  GET  /invitation/:token                            in        in      in          in     in
  POST /invitation/:token                            sign-in   in      -           -      -

  # activities: trial visits, without an account
  GET  /activities/trials                            in        in      in          in     in
  GET  /activities/trials/guide                      in        in      in          in     in
  GET  /activities/trials/done                       in        in      in          in     in
  POST /activities/trials/leave                      in        in      in          in     in
  GET  /activities/trials/mine                       in        in      in          in     in
  POST /activities/trials/mine                       in        in      in          in     in
  POST /activities/trials/mine/cancel                in        in      in          in     in
  POST /activities/trials/mine/needs                 in        in      in          in     in
  GET  /activities/trials/mine/calendar.ics          in        in      in          in     in
  GET  /activities/trials/after                      in        in      in          in     in
  POST /activities/trials/after                      in        in      in          in     in
  GET  /activities/trials/next                       in        in      in          in     in
  GET  /activities/trials/:slot                      in        in      in          in     in
  POST /activities/trials/:slot                      in        in      in          in     in

  # one's own account
  GET  /home                                         sign-in   in      in          in     in
  GET  /settings                                     sign-in   in      in          in     in
  GET  /settings/name                                sign-in   in      in          in     in
  POST /settings/name                                sign-in   in      in          in     in
  GET  /settings/email                               sign-in   in      in          in     in
  POST /settings/email                               sign-in   in      in          in     in
  GET  /settings/email/sent                          sign-in   in      in          in     in
  GET  /settings/password                            sign-in   in      in          in     in
  POST /settings/password                            sign-in   in      in          in     in
  GET  /settings/consent                             sign-in   in      in          in     in
  GET  /settings/role                                sign-in   in      in          in     in              early
  POST /settings/role                                sign-in   in      in          in     in              early
  GET  /settings/sessions                            sign-in   in      in          in     in
  POST /settings/sessions/end-others                 sign-in   in      in          in     in
  POST /settings/sessions/:name/end                  sign-in   in      in          in     in
  GET  /settings/data                                sign-in   in      in          in     in
  GET  /settings/data/read                           sign-in   in      in          in     in              proof
  GET  /settings/data/seen                           sign-in   in      in          in     in              proof
  GET  /settings/data/file.json                      sign-in   in      in          in     in              proof
  GET  /settings/erase                               sign-in   in      in          in     in              proof
  POST /settings/erase                               sign-in   in      in          in     in              proof
  GET  /erased                                       in        in      in          in     in
  GET  /kept                                         sign-in   in      in          in     in
  POST /kept/:id/discard                             sign-in   in      in          in     in

  # learning
  POST /tracks/:track/enrolment                      sign-in   in      -           -      -
  POST /tracks/:track/cohorts/:cohort/enrolment      sign-in   in      -           -      -
  POST /tracks/:track/participation                  sign-in   in      -           -      -
  GET  /path                                         sign-in   in      -           -      -
  GET  /path/:track                                  sign-in   in      -           -      -
  GET  /path/:track/calendar.ics                     sign-in   in      -           -      -
  GET  /path/:track/break                            sign-in   in      -           -      -
  POST /path/:track/break                            sign-in   in      -           -      -
  POST /path/:track/return                           sign-in   in      -           -      -
  GET  /path/:track/moving                           sign-in   in      -           -      -
  POST /path/:track/moving                           sign-in   in      -           -      -
  GET  /path/:track/leaving                          sign-in   in      -           -      -
  POST /path/:track/leaving                          sign-in   in      -           -      -
  POST /path/:track/edition-news/seen                sign-in   in      -           -      -
  GET  /pause                                        sign-in   in      -           -      -
  GET  /learn/:track/:module                         sign-in   in      -           -      -
  GET  /learn/:track/:module/:step                   sign-in   in      -           -      -
  POST /learn/:track/:module/:step/place             sign-in   in      -           -      -
  POST /learn/:track/:module/:step/done              sign-in   in      -           -      -
  POST /learn/:track/:module/:step/passed            sign-in   in      -           -      -
  POST /learn/:track/:module/:step/memo              sign-in   in      -           -      -
  GET  /quiz/:track/:module/:step                    sign-in   in      -           -      -
  POST /quiz/:track/:module/:step/start              sign-in   in      -           -      -
  POST /quiz/:track/:module/:step/passed             sign-in   in      -           -      -
  GET  /quiz/:track/:module/:step/end                sign-in   in      -           -      -
  GET  /quiz/:track/:module/:step/:position          sign-in   in      -           -      -
  POST /quiz/:track/:module/:step/:position          sign-in   in      -           -      -
  GET  /quiz/:track/:module/:step/:position/answer   sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step                sign-in   in      -           -      -
  POST /dialogue/:track/:module/:step/start          sign-in   in      -           -      -
  POST /dialogue/:track/:module/:step/passed         sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step/end            sign-in   in      -           -      -
  POST /dialogue/:track/:module/:step/mend           sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step/path           sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step/path/:walk     sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step/:turn          sign-in   in      -           -      -
  POST /dialogue/:track/:module/:step/:turn          sign-in   in      -           -      -
  GET  /dialogue/:track/:module/:step/:turn/said     sign-in   in      -           -      -
  GET  /worksheet/:track/:module/:step               sign-in   in      -           -      -
  POST /worksheet/:track/:module/:step/words         sign-in   in      -           -      -
  POST /worksheet/:track/:module/:step/done          sign-in   in      -           -      -
  POST /worksheet/:track/:module/:step/passed        sign-in   in      -           -      -
  GET  /worksheet/:track/:module/:step/print         sign-in   in      -           -      -
  GET  /workbook/:track/:module                      sign-in   in      -           -      -
  GET  /session/:track/:module/:step                 sign-in   in      -           -      -
  POST /session/:track/:module/:step/absence         sign-in   in      -           -      -
  POST /session/:track/:module/:step/coming          sign-in   in      -           -      -
  GET  /session/:track/:module/:step/sign-in         sign-in   in      -           -      -
  POST /session/:track/:module/:step/sign-in         sign-in   in      -           -      -
  POST /session/:track/:module/:step/passed          sign-in   in      -           -      -
  GET  /reflection/:track/:module/:step              sign-in   in      -           -      -
  POST /reflection/:track/:module/:step              sign-in   in      -           -      -
  POST /reflection/:track/:module/:step/passed       sign-in   in      -           -      -
  GET  /reflection/:track/:module/:step/history      sign-in   in      -           -      -
  POST /reflection/:track/:module/:step/erasure      sign-in   in      -           -      -
  GET  /reflection/:track/:module/:step/sending      sign-in   in      -           -      -
  POST /reflection/:track/:module/:step/sending      sign-in   in      -           -      -
  GET  /reflection/:track/:module/:step/sent/:sent   sign-in   in      -           -      -
  POST /reflection/:track/:module/:step/sent/:sent/back  sign-in  in   -           -      -
  POST /reflection/:track/:module/:step/sent/:sent/seen  sign-in  in   -           -      -

  # a newer edition for a cohort
  GET  /studio/cohorts/:cohort/edition               sign-in   -       in          -      in
  POST /studio/cohorts/:cohort/edition/move          sign-in   -       in          -      in              proof
  POST /studio/cohorts/:cohort/edition/stay          sign-in   -       in          -      in              proof

  # what was sent to the facilitators of a cohort
  GET  /facilitate/:cohort/reflections               sign-in   -       in          -      -
  GET  /facilitate/:cohort/reflections/:sending      sign-in   -       in          -      -
  POST /facilitate/:cohort/reflections/:sending/reading  sign-in  -    in          -      -
  POST /facilitate/:cohort/reflections/:sending/reply    sign-in  -    in          -      -
  POST /facilitate/:cohort/reflections/:sending/edits    sign-in  -    in          -      -
  POST /facilitate/:cohort/reflections/:sending/closing  sign-in  -    in          -      -

  # how courses are written
  GET  /studio/guide                                 sign-in   -       in          -      in
  GET  /studio/guide/keys                            sign-in   -       in          -      in
  GET  /studio/guide/keys/:key                       sign-in   -       in          -      in
  GET  /studio/guide/misconceptions                  sign-in   -       in          -      in
  GET  /studio/guide/:chapter                        sign-in   -       in          -      in
  GET  /studio/samples                               sign-in   -       in          -      in
  GET  /studio/samples.zip                           sign-in   -       in          -      in
  GET  /studio/samples/:kind                         sign-in   -       in          -      in
  GET  /studio/samples/:kind/text                    sign-in   -       in          -      in
  GET  /studio/codes                                 sign-in   -       in          -      in
  GET  /studio/codes/:code                           sign-in   -       in          -      in
  GET  /studio/drafts/:draft/publication             sign-in   -       in          -      in
  POST /studio/drafts/:draft/publication             sign-in   -       in          -      in              proof
  GET  /studio/tracks/:track/editions                sign-in   -       in          -      in
  GET  /studio/tracks/:track/editions/comparison     sign-in   -       in          -      in
  POST /studio/tracks/:track/editions/:hash/draft    sign-in   -       in          -      in
  GET  /studio/tracks/:track/editions/:hash/restoration  sign-in   -       in          -      in
  POST /studio/tracks/:track/editions/:hash/restoration  sign-in   -       in          -      in              proof
  GET  /studio/proposals/:proposal                   sign-in   -       in          -      in
  POST /studio/proposals/:proposal/confirmation      sign-in   -       in          -      in              proof
  POST /studio/proposals/:proposal/decline           sign-in   -       in          -      in              proof
  POST /studio/proposals/:proposal/withdrawal        sign-in   -       in          -      in              proof

  # how one feels is one's own; asking to be contacted tells the facilitators of one's cohort, and nobody else
  GET  /check-ins                                    sign-in   in      -           -      -
  POST /check-ins/after/:track/:module               sign-in   in      -           -      -
  GET  /check-ins/:checkIn                           sign-in   in      -           -      -
  POST /check-ins/:checkIn/delete                    sign-in   in      -           -      -
  GET  /contact                                      sign-in   in      -           -      -
  GET  /contact/:track                               sign-in   in      -           -      -
  POST /contact/:track                               sign-in   in      -           -      -
  POST /contact/:track/withdraw                      sign-in   in      -           -      -
  GET  /contact/:track/quiet                         sign-in   in      -           -      -
  POST /contact/:track/quiet                         sign-in   in      -           -      -
  GET  /contact/:track/messages                      sign-in   in      -           -      -
  POST /contact/:track/messages/:message/read        sign-in   in      -           -      -
  GET  /facilitate/:cohort/attendance                sign-in   -       in          -      -
  GET  /facilitate/:cohort/attendance/make-up        sign-in   -       in          -      -
  POST /facilitate/:cohort/attendance/make-up        sign-in   -       in          -      -
  GET  /facilitate/:cohort/attendance/:session       sign-in   -       in          -      -
  POST /facilitate/:cohort/attendance/:session       sign-in   -       in          -      -
  GET  /facilitate/:cohort/attendance/:session/attendance.csv  sign-in  -  in  -  -  proof
  GET  /facilitate/:cohort/attendance/:session/paste  sign-in  -       in          -      -
  POST /facilitate/:cohort/attendance/:session/paste  sign-in  -       in          -      -
  GET  /facilitate/:cohort/attendance/:session/code  sign-in   -       in          -      -
  GET  /facilitate/:cohort/attendance/:session/paper  sign-in  -       in          -      -               proof
  GET  /facilitate/:cohort/attendance/records/:enrolment/:module/:step  sign-in  -  in  -  -
  POST /facilitate/:cohort/attendance/records/:enrolment/:module/:step  sign-in  -  in  -  -
  GET  /facilitate/:cohort/waivers                   sign-in   -       in          -      -
  POST /facilitate/:cohort/waivers                   sign-in   -       in          -      -               proof
  GET  /facilitate/:cohort/waivers/:waiver           sign-in   -       in          -      -
  POST /facilitate/:cohort/waivers/:waiver/withdrawal  sign-in  -      in          -      -               proof
  POST /facilitate/:cohort/waivers/:waiver/lift      sign-in   -       in          -      -               proof
  GET  /facilitate/:cohort/sign-off                  sign-in   -       in          -      -
  POST /facilitate/:cohort/sign-off/:enrolment       sign-in   -       in          -      -
  POST /facilitate/:cohort/sign-off/:enrolment/withdrawal  sign-in  -  in          -      -
  GET  /facilitate/:cohort/contact                   sign-in   -       in          -      -
  GET  /facilitate/:cohort/contact/:enrolment        sign-in   -       in          -      -
  POST /facilitate/:cohort/contact/:enrolment/message  sign-in  -      in          -      -
  POST /facilitate/:cohort/contact/:enrolment/made   sign-in   -       in          -      -

  # activities: the notice board between peers
  GET  /activities/board                             sign-in   in      in          in     -
  GET  /activities/board/rules                       sign-in   in      in          in     -
  GET  /activities/board/new                         sign-in   in      -           -      -
  POST /activities/board/new                         sign-in   in      -           -      -
  GET  /activities/board/mine                        sign-in   in      -           -      -
  GET  /activities/board/:note                       sign-in   in      -           -      -
  GET  /activities/board/:note/again                 sign-in   in      -           -      -
  POST /activities/board/:note/again                 sign-in   in      -           -      -
  POST /activities/board/:note/withdraw              sign-in   in      -           -      -
  POST /activities/board/:note/seen                  sign-in   in      -           -      -
  GET  /activities/board/:note/report                sign-in   in      -           -      -
  POST /activities/board/:note/report                sign-in   in      -           -      -
  POST /activities/board/:note/objection             sign-in   in      -           -      -
  GET  /office/board                                 sign-in   -       in          in     -
  GET  /office/board/:note                           sign-in   -       in          in     -
  POST /office/board/:note/show                      sign-in   -       in          in     -
  POST /office/board/:note/decline                   sign-in   -       in          in     -
  POST /office/board/:note/hide                      sign-in   -       in          in     -
  POST /office/board/:note/keep                      sign-in   -       in          in     -

  # certificates belong to who learned
  GET  /certificates                                 sign-in   in      -           -      -
  GET  /certificates/ready/:enrolment                sign-in   in      -           -      -
  POST /certificates/ready/:enrolment                sign-in   in      -           -      -
  GET  /certificates/ready/:enrolment/name           sign-in   in      -           -      -
  POST /certificates/ready/:enrolment/name           sign-in   in      -           -      -
  POST /certificates/ready/:enrolment/decline        sign-in   in      -           -      -
  GET  /certificates/:certificate                    sign-in   in      -           -      -
  GET  /certificates/:certificate/pdf                sign-in   in      -           -      -
  GET  /certificates/:certificate/reading           sign-in   in      -           -      -
  POST /certificates/:certificate/reading           sign-in   in      -           -      -
  GET  /certificates/:certificate/replacement/name   sign-in   in      -           -      -
  POST /certificates/:certificate/replacement/name   sign-in   in      -           -      -
  GET  /certificates/:certificate/replacement        sign-in   in      -           -      -
  POST /certificates/:certificate/replacement        sign-in   in      -           -      -

  # who is freed from what: proposed by facilitators, confirmed by the office
  GET  /office/waivers                               sign-in   -       -           in     -
  GET  /office/waivers/:waiver                       sign-in   -       -           in     -
  POST /office/waivers/:waiver/confirmation          sign-in   -       -           in     -               proof
  POST /office/waivers/:waiver/return                sign-in   -       -           in     -               proof
  POST /office/waivers/:waiver/lift                  sign-in   -       -           in     -               proof
  POST /office/waivers/:waiver/keeping               sign-in   -       -           in     -               proof
  GET  /office/waiver-lists                          sign-in   -       -           in     -               proof
  POST /office/waiver-lists                          sign-in   -       -           in     -               proof
  GET  /office/waiver-lists/:viewing                 sign-in   -       -           in     -               proof

  # certificates in the hands of the office: without names; issued anew, to cohorts, and revoked by two, each proving who they are
  GET  /office/enquiries                             sign-in   -       -           in     -               proof
  POST /office/enquiries                             sign-in   -       -           in     -               proof
  GET  /office/certificates                          sign-in   -       -           in     -
  POST /office/certificates/find                     sign-in   -       -           in     -
  GET  /office/certificates/:certificate             sign-in   -       -           in     -
  GET  /office/certificates/:certificate/correction  sign-in   -       -           in     -
  POST /office/certificates/:certificate/correction  sign-in   -       -           in     -               proof
  POST /office/certificates/:certificate/revocation  sign-in   -       -           in     -               proof
  POST /office/certificates/:certificate/lift        sign-in   -       -           in     -               proof
  POST /office/certificates/:certificate/proposals/:proposal/confirmation  sign-in  -  -  in  -           proof
  POST /office/certificates/:certificate/proposals/:proposal/withdrawal    sign-in  -  -  in  -           proof
  POST /office/certificates/cohorts/:cohort/previews sign-in   -       -           in     -               proof
  GET  /office/certificates/batches/:viewing         sign-in   -       -           in     -               proof
  POST /office/certificates/batches/:viewing         sign-in   -       -           in     -               proof
  POST /office/certificates/batches/:viewing/confirmation           sign-in  -  -  in  -                  proof
  POST /office/certificates/proposed-batches/:batch/previews        sign-in  -  -  in  -                  proof
  POST /office/certificates/proposed-batches/:batch/withdrawal      sign-in  -  -  in  -                  proof
  POST /office/certificates/:certificate/corrections/:correction/viewings    sign-in  -  -  in  -         proof
  POST /office/certificates/:certificate/corrections/:correction/withdrawal  sign-in  -  -  in  -         proof
  GET  /office/certificates/corrections/:viewing                    sign-in  -  -  in  -                  proof
  POST /office/certificates/corrections/:viewing/confirmation       sign-in  -  -  in  -                  proof

  # the roster of who completed: names, so each opening is proved and recorded
  GET  /office/roster                                sign-in   -       -           in     -               proof
  POST /office/roster                                sign-in   -       -           in     -               proof
  GET  /office/roster/:viewing                       sign-in   -       -           in     -               proof
  GET  /office/roster/:viewing/print                 sign-in   -       -           in     -               proof

  # activities: what groups send, what the office types, and whom it calls
  GET  /office/activities                            sign-in   -       -           in     -
  GET  /office/activities/new                        sign-in   -       -           in     -
  POST /office/activities/new                        sign-in   -       -           in     -
  GET  /office/activities/changes/:change            sign-in   -       -           in     -
  POST /office/activities/changes/:change/approve    sign-in   -       -           in     -
  POST /office/activities/changes/:change/decline    sign-in   -       -           in     -
  GET  /office/activities/:activity                  sign-in   -       -           in     -
  POST /office/activities/:activity                  sign-in   -       -           in     -
  POST /office/activities/:activity/confirm          sign-in   -       -           in     -
  POST /office/activities/:activity/close            sign-in   -       -           in     -
  POST /office/activities/:activity/reopen           sign-in   -       -           in     -
  GET  /office/activities/:activity/history          sign-in   -       -           in     -
  GET  /office/organisers/:organiser                 sign-in   -       -           in     -
  POST /office/organisers/:organiser                 sign-in   -       -           in     -
  POST /office/organisers/:organiser/link            sign-in   -       -           in     -

  # the council's office
  GET  /office/applications                          sign-in   -       -           in     -
  GET  /office/applications/:cohort                  sign-in   -       -           in     -
  GET  /office/applications/:cohort/criteria         sign-in   -       -           in     -
  POST /office/applications/:cohort/criteria         sign-in   -       -           in     -
  POST /office/applications/:cohort/decisions        sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/preview          sign-in   -       -           in     -
  POST /office/applications/:cohort/decided          sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/offer            sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/needs            sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/paper            sign-in   -       -           in     -
  POST /office/applications/:cohort/paper            sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/:application/receipt  sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/:application     sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/wishes           sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/wishes           sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/:application/next-withdrawal  sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/letters          sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/letters          sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/letters/print    sign-in   -       -           in     -               proof
  GET  /office/applications/:cohort/:application/letter  sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/:application/withdrawal  sign-in   -       -           in     -               proof
  POST /office/applications/:cohort/:application/next  sign-in   -       -           in     -               proof
  GET  /office/desk                                  sign-in   -       -           in     -
  POST /office/desk                                  sign-in   -       -           in     -               proof
  GET  /office/reports                               sign-in   -       -           in     -
  GET  /office/reports/yearly.csv                    sign-in   -       -           in     -
  GET  /office/reports/yearly.xlsx                   sign-in   -       -           in     -
  GET  /office/reports/completions                   sign-in   -       -           in     -
  GET  /office/reports/definitions                   sign-in   -       -           in     -
  GET  /office/reports/completions/names             sign-in   -       -           in     -               proof
  POST /office/reports/completions/names             sign-in   -       -           in     -               proof
  GET  /office/reports/schedules                     sign-in   -       -           in     -
  GET  /office/reports/schedules/new                 sign-in   -       -           in     -
  POST /office/reports/schedules/new                 sign-in   -       -           in     -
  POST /office/reports/schedules/:schedule/stop      sign-in   -       -           in     -
  GET  /office/reports/runs/:run                     sign-in   -       -           in     -
  POST /office/reports/runs/:run/file                sign-in   -       -           in     -               proof
  GET  /office/reports/runs/:run/taken/:export       sign-in   -       -           in     -               proof
  GET  /office/reports/runs/:run/since/:earlier      sign-in   -       -           in     -               proof
  GET  /office/reports/templates                     sign-in   -       -           in     -
  GET  /office/reports/templates/new                 sign-in   -       -           in     -
  POST /office/reports/templates/new                 sign-in   -       -           in     -
  GET  /office/reports/templates/:template           sign-in   -       -           in     -
  POST /office/reports/templates/:template           sign-in   -       -           in     -
  GET  /office/reports/templates/:template/delete    sign-in   -       -           in     -
  POST /office/reports/templates/:template/delete    sign-in   -       -           in     -
  GET  /office/reports/exports/:export               sign-in   -       -           in     -               proof
  GET  /office/reports/exports/:export/completions.csv  sign-in  -     -           in     -               proof
  GET  /office/reports/exports/:export/completions-plain.csv  sign-in  -  -        in     -               proof
  GET  /office/reports/exports/:export/completions-cp932.csv  sign-in  -  -        in     -               proof
  GET  /office/reports/exports/:export/completions.xlsx  sign-in  -    -           in     -               proof

  # activities: groups and their entries (who is outside is led to ask for a link)
  GET  /organise                                      in        in      in          in     in
  POST /organise                                      in        in      in          in     in
  GET  /organise/sent                                 in        in      in          in     in
  POST /organise/leave                                in        in      in          in     in
  GET  /organise/link/:token                          in        in      in          in     in
  POST /organise/link/:token                          in        in      in          in     in
  POST /organise/link/:token/again                    in        in      in          in     in
  GET  /organise/activities/new                       in        in      in          in     in
  POST /organise/activities/new                       in        in      in          in     in
  GET  /organise/activities/:activity                 in        in      in          in     in
  POST /organise/activities/:activity                 in        in      in          in     in
  GET  /organise/activities/:activity/confirm         in        in      in          in     in
  POST /organise/activities/:activity/confirm         in        in      in          in     in
  POST /organise/activities/:activity/close           in        in      in          in     in
  POST /organise/changes/:change/withdraw             in        in      in          in     in
  POST /organise/account                              sign-in   in      in          in     in
  POST /organise/account/:organiser/leave             sign-in   in      in          in     in

  # activities: visits, for the group itself (by its link or an account; who is outside is led there) and for the office
  GET  /organise/activities/:activity/visits         in        in      in          in     in
  GET  /organise/activities/:activity/visits/new     in        in      in          in     in
  POST /organise/activities/:activity/visits/new     in        in      in          in     in
  GET  /organise/visits/:slot                        in        in      in          in     in
  GET  /organise/visits/:slot/change                 in        in      in          in     in
  POST /organise/visits/:slot/change                 in        in      in          in     in
  GET  /organise/visits/:slot/cancel                 in        in      in          in     in
  POST /organise/visits/:slot/cancel                 in        in      in          in     in
  POST /organise/visits/:slot/requests/:request      in        in      in          in     in
  POST /organise/visits/:slot/not-met                in        in      in          in     in
  GET  /office/visits                                sign-in   -       -           in     -
  GET  /office/visits/new                            sign-in   -       -           in     -
  GET  /office/visits/told                           sign-in   -       -           in     -               proof
  GET  /office/activities/:activity/visits           sign-in   -       -           in     -
  GET  /office/activities/:activity/visits/new       sign-in   -       -           in     -
  POST /office/activities/:activity/visits/new       sign-in   -       -           in     -
  GET  /office/visits/:slot                          sign-in   -       -           in     -               proof
  GET  /office/visits/:slot/change                   sign-in   -       -           in     -
  POST /office/visits/:slot/change                   sign-in   -       -           in     -
  GET  /office/visits/:slot/cancel                   sign-in   -       -           in     -
  POST /office/visits/:slot/cancel                   sign-in   -       -           in     -
  POST /office/visits/:slot/requests/:request        sign-in   -       -           in     -               proof
  POST /office/visits/:slot/not-met                  sign-in   -       -           in     -               proof
  GET  /office/activity-figures                      sign-in   -       -           in     -
  GET  /office/activity-figures.csv                  sign-in   -       -           in     -

  # who is invited to a cohort
  GET  /office/invitations                           sign-in   -       -           in     -
  GET  /office/invitations/:cohort                   sign-in   -       -           in     -
  POST /office/invitations/:cohort                   sign-in   -       -           in     -
  POST /office/invitations/:cohort/:invitation/again  sign-in  -       -           in     -
  POST /office/invitations/:cohort/:invitation/slip  sign-in   -       -           in     -               proof
  POST /office/invitations/:cohort/:invitation/withdrawal  sign-in  -  -           in     -

  # the record of acts: the office sees its own acts, an administrator all; neither sees content
  GET  /office/audit                                 sign-in   -       -           in     -
  GET  /admin/audit                                  sign-in   -       -           -      in              proof
  GET  /office/exports                               sign-in   -       -           in     -
  GET  /admin/exports                                sign-in   -       -           -      in
  GET  /admin/audit.csv                              sign-in   -       -           -      in              proof

  # accounts of others
  GET  /admin/people                                 sign-in   -       -           -      in
  POST /admin/people/find                            sign-in   -       -           -      in
  POST /admin/people/invite                          sign-in   -       -           -      in              proof
  GET  /admin/people/invited                         sign-in   -       -           -      in
  GET  /admin/people/:id                             sign-in   -       -           -      in
  POST /admin/people/:id/roles                       sign-in   -       -           -      in              proof
  POST /admin/people/:id/account                     sign-in   -       -           -      in              proof

  # who looks after which cohort
  GET  /admin/cohorts                                sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort                        sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/facilitators           sign-in   -       -           -      in              proof
  POST /admin/cohorts/:cohort/facilitators/:person/remove  sign-in  -  -           -      in              proof

  # dated cohorts
  GET  /admin/cohorts/new/:track                     sign-in   -       -           -      in
  POST /admin/cohorts/new/:track                     sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort/settings               sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/settings               sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort/copy                   sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort/copy/review            sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/copy                   sign-in   -       -           -      in              proof
  GET  /admin/cohorts/:cohort/dates                  sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort/dates/new              sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/dates/new              sign-in   -       -           -      in
  GET  /admin/cohorts/:cohort/dates/:date            sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/dates/:date            sign-in   -       -           -      in
  POST /admin/cohorts/:cohort/dates/:date/cancellation  sign-in  -    -           -      in

  # what facilitators see of the cohorts in their hands
  GET  /facilitate                                   sign-in   -       in          -      -
  GET  /facilitate/:cohort                           sign-in   -       in          -      -
  GET  /facilitate/:cohort/notes                     sign-in   -       in          -      -
  GET  /facilitate/:cohort/notes/:module             sign-in   -       in          -      -
  GET  /facilitate/:cohort/questions                 sign-in   -       in          -      -
  GET  /facilitate/:cohort/questions/:module/:step   sign-in   -       in          -      -
  GET  /facilitate/:cohort/dialogues/:module/:step   sign-in   -       in          -      -
  GET  /facilitate/:cohort/dates                     sign-in   -       in          -      -
  GET  /facilitate/:cohort/dates/new                 sign-in   -       in          -      -
  POST /facilitate/:cohort/dates/new                 sign-in   -       in          -      -
  GET  /facilitate/:cohort/dates/:date               sign-in   -       in          -      -
  POST /facilitate/:cohort/dates/:date               sign-in   -       in          -      -
  POST /facilitate/:cohort/dates/:date/cancellation  sign-in   -       in          -      -

  # where courses are written: drafts of their own, and of the tracks they look after
  GET  /studio                                       sign-in   -       in          -      in
  GET  /studio/new                                   sign-in   -       in          -      in
  POST /studio/new                                   sign-in   -       in          -      in
  POST /studio/tracks/:track/drafts                  sign-in   -       in          -      in
  GET  /studio/drafts/:draft                         sign-in   -       in          -      in
  POST /studio/drafts/:draft/repairs                 sign-in   -       in          -      in
  GET  /studio/drafts/:draft/files.zip               sign-in   -       in          -      in
  GET  /studio/drafts/:draft/discard                 sign-in   -       in          -      in
  POST /studio/drafts/:draft/discard                 sign-in   -       in          -      in
  GET  /studio/drafts/:draft/new-file                sign-in   -       in          -      in
  POST /studio/drafts/:draft/new-file                sign-in   -       in          -      in
  GET  /studio/upload                                sign-in   -       in          -      in
  POST /studio/upload                                sign-in   -       in          -      in
  GET  /studio/drafts/:draft/upload                  sign-in   -       in          -      in
  POST /studio/drafts/:draft/upload                  sign-in   -       in          -      in
  GET  /studio/drafts/:draft/files/:file             sign-in   -       in          -      in
  POST /studio/drafts/:draft/files/:file             sign-in   -       in          -      in
  POST /studio/drafts/:draft/files/:file/repairs     sign-in   -       in          -      in
  GET  /studio/drafts/:draft/files/:file/source      sign-in   -       in          -      in
  GET  /studio/drafts/:draft/files/:file/name        sign-in   -       in          -      in
  POST /studio/drafts/:draft/files/:file/name        sign-in   -       in          -      in
  GET  /studio/drafts/:draft/files/:file/removal     sign-in   -       in          -      in
  POST /studio/drafts/:draft/files/:file/removal     sign-in   -       in          -      in
  # looking at courses as their trainees do
  GET  /studio/preview/print.css                     sign-in   -       in          -      in
  GET  /studio/drafts/:draft/preview                 sign-in   -       in          -      in
  GET  /studio/drafts/:draft/preview/at              sign-in   -       in          -      in
  GET  /studio/drafts/:draft/preview/:view           sign-in   -       in          -      in
  POST /studio/drafts/:draft/preview/:view           sign-in   -       in          -      in
  GET  /studio/drafts/:draft/preview/:view/*         sign-in   -       in          -      in
  POST /studio/drafts/:draft/preview/:view/*         sign-in   -       in          -      in
  GET  /studio/editions/:hash/preview                sign-in   -       in          -      in
  GET  /studio/editions/:hash/preview/:view          sign-in   -       in          -      in
  POST /studio/editions/:hash/preview/:view          sign-in   -       in          -      in
  GET  /studio/editions/:hash/preview/:view/*        sign-in   -       in          -      in
  POST /studio/editions/:hash/preview/:view/*        sign-in   -       in          -      in

  # activities: what is missing, and what peers propose
  GET  /activities/wishes                            in        in      in          in     in
  POST /activities/wishes                            in        in      in          in     in
  GET  /activities/wishes/thanks                     in        in      in          in     in
  GET  /office/wishes                                sign-in   -       -           in     -
  POST /office/wishes                                sign-in   -       -           in     -
  GET  /activities/proposals                         sign-in   in      -           -      -
  GET  /activities/proposals/new                     sign-in   in      -           -      -
  POST /activities/proposals/new                     sign-in   in      -           -      -
  GET  /activities/proposals/mine                    sign-in   in      -           -      -
  POST /activities/proposals/:proposal/withdraw      sign-in   in      -           -      -
  POST /activities/proposals/:proposal/seen          sign-in   in      -           -      -
  POST /activities/proposals/:proposal/support       sign-in   in      -           -      -
  GET  /office/proposals                             sign-in   -       -           in     -
  GET  /office/proposals/quarter                     sign-in   -       -           in     -
  GET  /office/proposals/:proposal                   sign-in   -       -           in     -
  POST /office/proposals/:proposal                   sign-in   -       -           in     -
`;

export const ENTRANTS = ['anonymous', 'trainee', 'facilitator', 'office', 'administrator'] as const;
export type Entrant = (typeof ENTRANTS)[number];
/** Also what a test finds out about an answer. */
export type Decision = 'in' | 'sign-in' | '-' | 'second factor first' | 'proof first';

export interface Row {
  readonly method: string;
  readonly path: string;
  readonly cells: Readonly<Record<Entrant, Decision>>;
  readonly isEarly: boolean;
  readonly needsProof: boolean;
}

export const MATRIX: readonly Row[] = TABLE.split('\n')
  .map((line) => line.trim().split(/\s+/))
  .filter(([method]) => method === 'GET' || method === 'POST')
  .map(([method, path, ...words]) => ({
    method: method!,
    path: path!,
    cells: Object.fromEntries(ENTRANTS.map((who, column) => [who, words[column]])) as Row['cells'],
    isEarly: words[0] === 'in' || words.includes('early'),
    needsProof: words.includes('proof'),
  }));
