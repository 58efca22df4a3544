using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data.Search;

/// <summary>The tables of the search, which no model describes: the migrations run these statements.</summary>
public static class SearchTables
{
    /// <summary>
    /// A full-text table, and beside it whose text each row is: FTS5 finds rows by number only, and deleting by any other column would read them all.
    /// </summary>
    public const string Sqlite = """
        CREATE TABLE "SearchEntries" (
            "Entry" INTEGER NOT NULL PRIMARY KEY,
            "Kind" TEXT NOT NULL,
            "Key" BLOB NOT NULL,
            UNIQUE ("Kind", "Key")
        );
        CREATE VIRTUAL TABLE "Search" USING fts5(
            "Title",
            "Body",
            tokenize = 'porter unicode61 remove_diacritics 2'
        );
        """;

    public const string SqliteDown = """
        DROP TABLE "Search";
        DROP TABLE "SearchEntries";
        """;

    public const string Postgres = """
        CREATE TABLE "Search" (
            "Entry" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            "Kind" text NOT NULL,
            "Key" uuid NOT NULL,
            "Body" text NOT NULL,
            "Vector" tsvector NOT NULL,
            UNIQUE ("Kind", "Key")
        );
        CREATE INDEX "IX_Search_Vector" ON "Search" USING gin ("Vector");
        """;

    public const string PostgresDown = """
        DROP TABLE "Search";
        """;

    /// <summary>
    /// English by the stem, as PostgreSQL has it, but with the words that stand everywhere: a phrase may hold them. What was taken in before keeps its
    /// words and gets these beside them.
    /// </summary>
    public const string PostgresWords = """
        CREATE TEXT SEARCH DICTIONARY course_stem (TEMPLATE = snowball, Language = english);
        CREATE TEXT SEARCH CONFIGURATION course (COPY = english);
        ALTER TEXT SEARCH CONFIGURATION course ALTER MAPPING REPLACE english_stem WITH course_stem;
        UPDATE "Search" SET "Vector" = "Vector" || setweight(to_tsvector('course', "Body"), 'B');
        """;

    public const string PostgresWordsDown = """
        DROP TEXT SEARCH CONFIGURATION course;
        DROP TEXT SEARCH DICTIONARY course_stem;
        """;

    /// <summary>Lets queries join what was found. These are shapes of an answer, not tables: no migration knows them.</summary>
    internal static void MapMatches(ModelBuilder builder)
    {
        builder.Entity<SearchMatch<Thing>>().HasNoKey().ToView(null);
        builder.Entity<SearchMatch<Post>>().HasNoKey().ToView(null);
        builder.Entity<SearchMatch<Comment>>().HasNoKey().ToView(null);
        builder.Entity<SearchMatch<Persona>>().HasNoKey().ToView(null);
    }
}
