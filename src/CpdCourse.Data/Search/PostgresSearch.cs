using System.Globalization;
using System.Text;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Data.Search;

/// <summary>Full-text search by tsvector, with the same rules as <see cref="SqliteSearch"/> as far as they go.</summary>
public sealed class PostgresSearch(CourseDb db) : ISearch
{
    private static readonly string Marks =
        $"StartSel={Snippet.Open}, StopSel={Snippet.Close}, MaxWords=36, MinWords=18, ShortWord=0, MaxFragments=1";

    // PostgreSQL takes what stands around these for one word, such as an address or a path, and what looks like a tag for none. A snippet is cut from
    // a text that has the characters below in their place, which nobody can type and which are no part of any word.
    private const string Joining = "<&/.@_-+:?=#%~";
    private const string Apart =
        "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000E\u000F\u0010\u0011\u0012\u0013";

    public async Task Index<T>(Id<T> key, string title, string body, CancellationToken stop)
    {
        var kind = SearchKind.Of<T>();
        var text = Snippet.WithoutMarkers(body);
        var (titleWords, bodyWords) = (Words(title), Words(text));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Search" ("Kind", "Key", "Body", "Vector")
            VALUES ({kind}, {key.Value}, {text},
                setweight(to_tsvector('course', {titleWords}), 'A') || setweight(to_tsvector('course', {bodyWords}), 'B'))
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
        var (kind, query) = (SearchKind.Of<T>(), Query(words));
        return db.Set<SearchMatch<T>>()
            .FromSql(
                $"""
                SELECT s."Entry", s."Key", CAST(-ts_rank(CAST(ARRAY[0.1, 0.1, 0.2, 1.0] AS real[]), s."Vector", q) AS double precision) AS "Rank"
                FROM "Search" AS s, websearch_to_tsquery('course', {query}) AS q
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
                SELECT "Entry", ts_headline('course', translate("Body", {Joining}, {Apart}), websearch_to_tsquery('course', {Query(
                    words
                )}), {Marks}) AS "Text"
                FROM "Search" WHERE "Entry" = ANY ({numbers})
                """
            )
            .ToListAsync(stop);
        return found.ToDictionary(m => m.Entry, m => Snippet.Read(Joined(m.Text)));
    }

    private static string Query(SearchWords words) =>
        string.Join(' ', words.Phrases.Select(phrase => $"\"{Words(phrase)}\""));

    private static string Joined(string text) =>
        string.Concat(text.Select(c => Apart.IndexOf(c) is >= 0 and var at ? Joining[at] : c));

    // Letters without their accents, and digits: so that "cafe" finds "café", with no need of an extension.
    private static string Words(string text) =>
        new([
            .. text.Normalize(NormalizationForm.FormD)
                .Where(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark
                )
                .Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' '),
        ]);
}
