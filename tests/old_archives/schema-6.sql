PRAGMA application_id=1347571019;
PRAGMA user_version=6;
BEGIN TRANSACTION;
CREATE TABLE archive (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO "archive" VALUES(1,'01a216bc-157b-7188-9b15-29434c3f635d','2026-03-01 12:00:01.000000');
CREATE TABLE article (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    identity TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    trust TEXT NOT NULL,
    is_local_network BOOLEAN NOT NULL,
    given_title TEXT NOT NULL,
    found_title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    status TEXT NOT NULL,
    failure_code TEXT NOT NULL,
    failure_detail TEXT NOT NULL,
    site TEXT NOT NULL,
    byline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    language TEXT NOT NULL,
    published DATE,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    lead_image TEXT NOT NULL,
    note TEXT NOT NULL,
    is_read BOOLEAN NOT NULL,
    is_favourite BOOLEAN NOT NULL,
    progress FLOAT NOT NULL,
    trashed_at DATETIME,
    saved_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    revision INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    sidecar_edition INTEGER NOT NULL, changed_from TEXT NOT NULL DEFAULT '',
    UNIQUE (uuid),
    UNIQUE (identity)
);
INSERT INTO "article" VALUES(1,'019ca945-15b8-7caa-a2e4-689745f6852c','https://www.example.org/ferry','https://www.example.org/ferry','www.example.org','user',0,'','The ferry','the ferry','saved','','','','','','A ferry left the harbour at dawn.','en',NULL,7,0.9,'images/abc.png','Read again
in spring',1,1,0.0,NULL,'2026-03-01 12:00:03.000000','2026-03-01 12:00:08.000000',4,6,6,'');
INSERT INTO "article" VALUES(2,'019ca945-2d28-79d0-b8a3-06a8c0be021b','https://www.example.org/gone','https://www.example.org/gone','www.example.org','user',0,'Kept title','','kept title','failed','http-404','404','','','','','',NULL,0,0.0,'','',0,0,0.0,NULL,'2026-03-01 12:00:09.000000','2026-03-01 12:00:11.000000',1,2,2,'');
INSERT INTO "article" VALUES(3,'019ca945-38e0-7c5d-b1c2-ea62dac11be0','https://www.example.org/brought','https://www.example.org/brought','www.example.org','user',0,'','brought.txt','brought.txt','queued','','','','','','','',NULL,0,0.0,'','',0,0,0.0,'2026-03-01 12:00:13.000000','2026-03-01 12:00:12.000000','2026-03-01 12:00:13.000000',1,2,2,'');
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    FOREIGN KEY(tag_id) REFERENCES tag (id)
);
INSERT INTO "article_tag" VALUES(1,1);
INSERT INTO "article_tag" VALUES(1,2);
CREATE TABLE article_text (
    article_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "article_text" VALUES(1,'A ferry left the harbour at dawn.');
CREATE TABLE draft (
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    "temporary" TEXT NOT NULL,
    PRIMARY KEY (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE extraction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    made_at DATETIME NOT NULL,
    version INTEGER NOT NULL,
    is_by_hand BOOLEAN NOT NULL,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE highlight (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    is_attached BOOLEAN NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL,
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "highlight" VALUES(1,1,'ferry','A ',' left the harbour at dawn.',2,7,1,'green','a boat','2026-03-01 12:00:06.000000','2026-03-01 12:00:06.000000');
CREATE TABLE incoming (
    article_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    content_type TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE,
    UNIQUE (file)
);
INSERT INTO "incoming" VALUES(3,'92ae229ad6a18195503cf5ddbb3efcb0','text/plain','brought.txt');
CREATE TABLE outbox (
    article_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    is_deleted BOOLEAN NOT NULL,
    PRIMARY KEY (article_id)
);
INSERT INTO "outbox" VALUES(1,4,0);
INSERT INTO "outbox" VALUES(2,1,0);
INSERT INTO "outbox" VALUES(3,1,0);
CREATE TABLE queue (
    article_id INTEGER NOT NULL,
    way TEXT NOT NULL,
    queued_at DATETIME NOT NULL,
    not_before DATETIME,
    attempts INTEGER NOT NULL,
    is_claimed BOOLEAN NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "queue" VALUES(3,'file','2026-03-01 12:00:12.000000',NULL,0,0);
CREATE TABLE reference (
    article_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (article_id, identity),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE references_read (
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
CREATE TABLE removal (
    article_id INTEGER NOT NULL,
    incoming TEXT NOT NULL,
    PRIMARY KEY (article_id)
);
CREATE TABLE rule (
    id INTEGER NOT NULL,
    "query" TEXT NOT NULL,
    tags TEXT NOT NULL,
    marks_read BOOLEAN NOT NULL,
    marks_favourite BOOLEAN NOT NULL,
    is_on BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO "rule" VALUES(1,'site:example.org','Sea',1,0,1,0);
CREATE TABLE rule_due (
    article_id INTEGER NOT NULL,
    PRIMARY KEY (article_id),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "rule_due" VALUES(1);
INSERT INTO "rule_due" VALUES(2);
INSERT INTO "rule_due" VALUES(3);
CREATE TABLE saved_search (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    "query" TEXT NOT NULL,
    place INTEGER NOT NULL
);
INSERT INTO "saved_search" VALUES(1,'Boats','ferry OR tag:Sea',0);
CREATE TABLE snapshot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    folder TEXT NOT NULL,
    taken_at DATETIME NOT NULL,
    way TEXT NOT NULL,
    final_url TEXT NOT NULL,
    http_status INTEGER,
    words INTEGER NOT NULL,
    quality FLOAT NOT NULL,
    failure_code TEXT NOT NULL,
    failure_detail TEXT NOT NULL,
    digest TEXT NOT NULL,
    is_current BOOLEAN NOT NULL, version INTEGER NOT NULL DEFAULT 0, extraction TEXT NOT NULL DEFAULT '',
    UNIQUE (article_id, folder),
    FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE
);
INSERT INTO "snapshot" VALUES(1,1,'20260301T120000Z','2026-03-01 12:00:00.000000','http','https://www.example.org/final/1',200,7,0.9,'','','ccfef1728d4389ce0742fdf780cad0748248cb60ac619bf19c8251693494bf5a',1,0,'');
CREATE TABLE tag (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    "key" TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
);
INSERT INTO "tag" VALUES(1,'policy/telegram','policy/telegram');
INSERT INTO "tag" VALUES(2,'Sea','sea');
CREATE TABLE tag_colour (
    "key" TEXT NOT NULL,
    colour TEXT NOT NULL,
    PRIMARY KEY ("key")
);
INSERT INTO "tag_colour" VALUES('sea','teal');
CREATE INDEX article_by_published ON article (published, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_by_saved ON article (saved_at, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_by_title ON article (title_key, trashed_at, is_read, is_favourite, status);
CREATE INDEX article_sidecar_due ON article (id) WHERE edition != sidecar_edition;
CREATE INDEX article_tag_by_tag ON article_tag (tag_id, article_id);
CREATE UNIQUE INDEX snapshot_current ON snapshot (article_id) WHERE is_current;
CREATE INDEX article_by_host ON article (host, language, published, trashed_at);
CREATE INDEX article_by_byline ON article (byline, trashed_at);
CREATE INDEX highlight_by_article ON highlight (article_id, start);
CREATE INDEX reference_by_identity ON reference (identity);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('article',3);
INSERT INTO "sqlite_sequence" VALUES('snapshot',1);
INSERT INTO "sqlite_sequence" VALUES('highlight',1);
INSERT INTO "sqlite_sequence" VALUES('saved_search',1);
COMMIT;
