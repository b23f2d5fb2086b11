#!/usr/bin/env python3
"""The same passages and questions in PostgreSQL: "make FOLDER", "ask FOLDER" and "size FOLDER", as bench_query.c.

Starts a server of its own in FOLDER/postgres that listens on a socket there and nowhere else, as the user 'postgres' where it is run by
root, which PostgreSQL refuses. Times are the server's wall time, in microseconds, since its work is done in another process.
"""
import contextlib
import glob
import os
import pwd
import re
import shutil
import statistics
import subprocess
import sys

RUNS = 3
SETTINGS = "-c listen_addresses= -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=1GB -c max_wal_size=8GB -c jit=off " \
           "-c fsync=off -c max_parallel_workers_per_gather=0"


def program(name):
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    return found[-1] if found else shutil.which(name) or sys.exit(f"{name} of PostgreSQL is not installed")


def run(*arguments, **options):
    user = "postgres" if os.getuid() == 0 else None
    return subprocess.run(arguments, check=True, text=True, user=user, stdout=subprocess.PIPE, cwd="/", **options).stdout


def sql(folder, script):
    return run("psql", "-h", os.path.join(folder, "postgres"), "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1", input=script)


@contextlib.contextmanager
def server(folder):
    data = os.path.join(folder, "postgres", "data")
    if not os.path.exists(data):
        home = os.path.dirname(data)
        os.makedirs(home, exist_ok=True)
        if os.getuid() == 0:
            os.chown(home, pwd.getpwnam("postgres").pw_uid, -1)
        run(program("initdb"), "-D", data, "-E", "UTF8", "--locale=C", "-A", "trust")
    control = program("pg_ctl")
    run(control, "-D", data, "-w", "-l", os.path.join(folder, "postgres", "log"), "-o", f"-k {folder}/postgres {SETTINGS}", "start")
    try:
        yield
    finally:
        run(control, "-D", data, "-w", "-m", "fast", "stop")


def make(folder):
    """Rows come in as the lines are; the index and the theme table are made behind them, which is the quickest way."""
    lines = os.path.join(folder, "passages.tsv")
    print(sql(folder, f"""
        CREATE TABLE passage (id serial, review int, themes text, text text);
        \\copy passage (review, themes, text) FROM '{lines}'
        ALTER TABLE passage ADD COLUMN words tsvector;
        UPDATE passage SET words = to_tsvector('simple', text);
        CREATE TABLE tag AS SELECT id AS passage, review, unnest(string_to_array(themes, ' '))::int AS theme FROM passage;
        CREATE INDEX ON passage USING gin (words);
        CREATE UNIQUE INDEX ON passage (id);
        CREATE INDEX ON tag (passage);
        CREATE INDEX ON tag (theme, passage);
        VACUUM FULL ANALYZE;
        """), end="")


def condition(question):
    words = question.strip('"').split()
    if question[0] == '"':
        return f"words @@ '{' <-> '.join(words)}'::tsquery"
    if len(words) == 2 and words[1].startswith("theme:"):
        number = words[1].rsplit("_", 1)[1]
        return f"words @@ '{words[0]}'::tsquery AND EXISTS (SELECT 1 FROM tag WHERE tag.passage = passage.id AND theme = {number})"
    return f"words @@ '{' & '.join(words)}'::tsquery"


def statement(name, question):
    where = condition(question)
    if name == "facets":
        return f"SELECT sum(n) FROM (SELECT count(*) AS n, count(DISTINCT tag.review) FROM tag JOIN passage ON id = passage WHERE {where} GROUP BY theme) t"
    if name.startswith("top"):
        query = re.search(r"'([^']*)'::tsquery", where)[1]
        return f"SELECT count(*) FROM (SELECT text FROM passage WHERE {where} ORDER BY ts_rank(words, '{query}'::tsquery) DESC LIMIT 10) t"
    return f"SELECT count(*) FROM passage WHERE {where}"


def ask(folder):
    with open(os.path.join(folder, "questions.tsv"), encoding="utf-8") as lines:
        questions = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("rowids")]
    script = "\\timing on\n" + "".join(f"{statement(*question)};\n" * RUNS for question in questions)
    answers = sql(folder, script).split("\n")
    counts, times = answers[0::2], [float(line.split()[1]) * 1000 for line in answers[1::2]]
    for i, (name, question) in enumerate(questions):
        print(name, question, counts[i * RUNS] or 0, f"{statistics.median(times[i * RUNS:(i + 1) * RUNS]):.1f}", sep="\t")


def size(folder):
    print(sql(folder, "SELECT pg_total_relation_size('passage') + pg_total_relation_size('tag');"), end="")


if __name__ == "__main__":
    with server(os.path.abspath(sys.argv[2])):
        {"make": make, "ask": ask, "size": size}[sys.argv[1]](os.path.abspath(sys.argv[2]))
