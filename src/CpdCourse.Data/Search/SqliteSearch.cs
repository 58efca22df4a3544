using System.Text.Json;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data.Search;

/// <summary>Full-text search by FTS5: words by their stem, accents ignored, ranked by bm25.</summary>
public sealed class SqliteSearch(CourseDb db) : ISearch
{
    public Task Index<T>(Id<T> key, string title, string body, CancellationToken stop)
    {
        var (kind, bytes) = (SearchKind.Of<T>(), Bytes(key));
        var (named, text) = (Snippet.WithoutMarkers(title), Snippet.WithoutMarkers(body));
        return Together(
            $"""INSERT INTO "SearchEntries" ("Kind", "Key") VALUES ({kind}, {bytes}) ON CONFLICT DO NOTHING""",
            $"""
            INSERT OR REPLACE INTO "Search" (rowid, "Title", "Body")
            SELECT "Entry", {named}, {text} FROM "SearchEntries" WHERE "Kind" = {kind} AND "Key" = {bytes}
            """,
            stop
        );
    }

    // All of them in two statements: preparing two for each costs more than the work.
    public Task Index<T>(IReadOnlyCollection<SearchText<T>> texts, CancellationToken stop)
    {
        var kind = SearchKind.Of<T>();
        var json = JsonSerializer.Serialize(
            texts.Select(t => new
            {
                Key = Convert.ToHexString(Bytes(t.Key)),
                Title = Snippet.WithoutMarkers(t.Title),
                Body = Snippet.WithoutMarkers(t.Body),
            }),
            JsonSerializerOptions.Default
        );
        return Together(
            $"""
            INSERT INTO "SearchEntries" ("Kind", "Key")
            SELECT {kind}, unhex(value ->> 'Key') FROM json_each({json}) WHERE true ON CONFLICT DO NOTHING
            """,
            $"""
            INSERT OR REPLACE INTO "Search" (rowid, "Title", "Body")
            SELECT e."Entry", t.value ->> 'Title', t.value ->> 'Body'
            FROM json_each({json}) AS t CROSS JOIN "SearchEntries" AS e ON e."Kind" = {kind} AND e."Key" = unhex(t.value ->> 'Key')
            """,
            stop
        );
    }

    public Task Remove<T>(Id<T> key, CancellationToken stop)
    {
        var (kind, bytes) = (SearchKind.Of<T>(), Bytes(key));
        return Together(
            $"""DELETE FROM "Search" WHERE rowid IN (SELECT "Entry" FROM "SearchEntries" WHERE "Kind" = {kind} AND "Key" = {bytes})""",
            $"""DELETE FROM "SearchEntries" WHERE "Kind" = {kind} AND "Key" = {bytes}""",
            stop
        );
    }

    // The limit, which cuts nothing, keeps SQLite from merging this into a query around it: bm25 is known only where the words are looked up,
    // and looking them up once for each post would be slow.
    public IQueryable<SearchMatch<T>> Find<T>(SearchWords words)
    {
        var (kind, query) = (SearchKind.Of<T>(), words.AllQuoted());
        return db.Set<SearchMatch<T>>()
            .FromSql(
                $"""
                SELECT e."Entry", e."Key", bm25("Search", 8.0, 1.0) AS "Rank"
                FROM "Search" CROSS JOIN "SearchEntries" AS e ON e."Entry" = "Search".rowid
                WHERE "Search" MATCH {query} AND e."Kind" = {kind}
                LIMIT -1
                """
            );
    }

    public async Task<IReadOnlyDictionary<long, Snippet>> Snippets(
        SearchWords words,
        IReadOnlyCollection<long> entries,
        CancellationToken stop
    )
    {
        var numbers = $"[{string.Join(',', entries)}]";
        var found = await db
            .Database.SqlQuery<Marked>(
                $"""
                SELECT "Search".rowid AS "Entry", snippet("Search", 1, char({(int)
                    Snippet.Open}), char({(int)Snippet.Close}), '…', 32) AS "Text"
                FROM "Search"
                WHERE "Search" MATCH {words.AllQuoted()} AND "Search".rowid IN (SELECT value FROM json_each({numbers}))
                """
            )
            .ToListAsync(stop);
        return found.ToDictionary(m => m.Entry, m => Snippet.Read(m.Text));
    }

    // Both or neither; within the transaction of whoever has one open already, such as the load of a whole course.
    private async Task Together(
        FormattableString first,
        FormattableString second,
        CancellationToken stop
    )
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Begin(stop) : null;
        await db.Database.ExecuteSqlAsync(first, stop);
        await db.Database.ExecuteSqlAsync(second, stop);
        if (own is not null)
        {
            await own.Commit(stop);
        }
    }

    private static byte[] Bytes<T>(Id<T> key) => key.Value.ToByteArray(bigEndian: true);
}

/// <summary>A snippet as a database gives it.</summary>
internal sealed class Marked
{
    public long Entry { get; init; }

    public string Text { get; init; } = "";
}
