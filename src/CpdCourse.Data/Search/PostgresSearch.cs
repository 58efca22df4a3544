using System.Globalization;
using System.Text;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data.Search;

/// <summary>Full-text search by tsvector, with the same rules as <see cref="SqliteSearch"/> as far as they go.</summary>
public sealed class PostgresSearch(CourseDb db) : ISearch
{
    private static readonly string Marks =
        $"StartSel={Snippet.Open}, StopSel={Snippet.Close}, MaxWords=36, MinWords=18, MaxFragments=1";

    public async Task Index<T>(Id<T> key, string title, string body, CancellationToken stop)
    {
        var kind = SearchKind.Of<T>();
        var text = Snippet.WithoutMarkers(body);
        var (titleWords, bodyWords) = (WithPlainLetters(title), WithPlainLetters(text));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Search" ("Kind", "Key", "Body", "Vector")
            VALUES ({kind}, {key.Value}, {text},
                setweight(to_tsvector('english', {titleWords}), 'A') || setweight(to_tsvector('english', {bodyWords}), 'B'))
            ON CONFLICT ("Kind", "Key") DO UPDATE SET "Body" = excluded."Body", "Vector" = excluded."Vector"
            """,
            stop
        );
    }

    public async Task Index<T>(IReadOnlyCollection<SearchText<T>> texts, CancellationToken stop)
    {
        foreach (var text in texts)
        {
            await Index(text.Key, text.Title, text.Body, stop);
        }
    }

    public Task Remove<T>(Id<T> key, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync(
            $"""DELETE FROM "Search" WHERE "Kind" = {SearchKind.Of<T>()} AND "Key" = {key.Value}""",
            stop
        );

    public IQueryable<SearchMatch<T>> Find<T>(SearchWords words)
    {
        var (kind, query) = (SearchKind.Of<T>(), words.AllQuoted());
        return db.Set<SearchMatch<T>>()
            .FromSql(
                $"""
                SELECT s."Entry", s."Key", CAST(-ts_rank(CAST(ARRAY[0.1, 0.1, 0.2, 1.0] AS real[]), s."Vector", q) AS double precision) AS "Rank"
                FROM "Search" AS s, websearch_to_tsquery('english', {query}) AS q
                WHERE s."Vector" @@ q AND s."Kind" = {kind}
                """
            );
    }

    public async Task<IReadOnlyDictionary<long, Snippet>> Snippets(
        SearchWords words,
        IReadOnlyCollection<long> entries,
        CancellationToken stop
    )
    {
        long[] numbers = [.. entries];
        var found = await db
            .Database.SqlQuery<Marked>(
                $"""
                SELECT "Entry", ts_headline('english', "Body", websearch_to_tsquery('english', {words.AllQuoted()}), {Marks}) AS "Text"
                FROM "Search" WHERE "Entry" = ANY ({numbers})
                """
            )
            .ToListAsync(stop);
        return found.ToDictionary(m => m.Entry, m => Snippet.Read(m.Text));
    }

    // PostgreSQL keeps accents unless an extension is installed: so the text is indexed once more without them, and "cafe" finds "café" too.
    private static string WithPlainLetters(string text)
    {
        var plain = new string([
            .. text.Normalize(NormalizationForm.FormD)
                .Where(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark
                ),
        ]);
        return plain == text ? text : $"{text}\n{plain}";
    }
}
