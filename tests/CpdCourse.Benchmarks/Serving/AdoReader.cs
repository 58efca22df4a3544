using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>One connection with its prepared commands, and the page it writes.</summary>
internal sealed class AdoReader
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly SqliteConnection connection;
    private readonly SqliteCommand post;
    private readonly SqliteCommand comments;
    private readonly SqliteCommand list;

    public AdoReader(string database)
    {
        connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        post = Prepare(
            """
            SELECT p."Id", p."Title", p."Html", p."WrittenAt", p."Words", a."Name", a."Handle", a."Words"
            FROM "Posts" AS p JOIN "Personas" AS a ON a."Id" = p."Author"
            WHERE a."Handle" = $handle AND p."Slug" = $slug AND p."State" = 1 AND p."Audience" = 0
            """,
            "$handle",
            "$slug"
        );
        comments = Prepare(
            """
            SELECT c."Number", c."Html", c."WrittenAt", coalesce(a."Name", c."VisitorName"), a."Handle"
            FROM "Comments" AS c LEFT JOIN "Personas" AS a ON a."Id" = c."Author"
            WHERE c."Post" = $post AND +c."State" = 1 ORDER BY c."Number"
            """,
            "$post"
        );
        // The plus sign keeps SQLite from looking comments up by their state, which nearly all of them share.
        list = Prepare(
            """
            SELECT p."Title", p."Slug", p."Excerpt", p."ArrivedAt", a."Name", a."Handle",
                (SELECT count(*) FROM "Comments" AS c WHERE c."Post" = p."Id" AND +c."State" = 1),
                (SELECT t."Number" FROM "Responses" AS r JOIN "Things" AS t ON t."Id" = r."Thing" WHERE r."Post" = p."Id" LIMIT 1)
            FROM "Posts" AS p JOIN "Personas" AS a ON a."Id" = p."Author"
            WHERE p."State" = 1 AND p."Audience" = 0 ORDER BY p."ArrivedAt" DESC, p."Number" DESC LIMIT 20
            """
        );
    }

    public ArrayBufferWriter<byte> Page { get; } = new(128 * 1024);

    public void WritePost(string handle, string slug)
    {
        post.Parameters[0].Value = handle;
        post.Parameters[1].Value = slug;
        object id;
        using (var row = post.ExecuteReader())
        {
            row.Read();
            id = row.GetValue(0);
            Raw("<div class=\"wrap\"><article><header class=\"stack\"><h1 class=\"p-name\">");
            Safe(row.GetString(1));
            Raw("</h1><p class=\"meta\"><a href=\"/@");
            Safe(row.GetString(6));
            Raw("\"><b>");
            Safe(row.GetString(5));
            Raw("</b></a> <time>");
            Safe(row.GetString(3));
            Raw("</time></p></header><div class=\"prose\">");
            Raw(row.GetString(2));
            Raw("</div></article><aside class=\"card\"><p>");
            Safe(row.GetString(7));
            Raw("</p></aside>");
        }

        comments.Parameters[0].Value = id;
        using var rows = comments.ExecuteReader();
        while (rows.Read())
        {
            WriteComment(rows);
        }

        Raw("</div>");
    }

    public void WriteList()
    {
        Raw("<div class=\"wrap\"><ul class=\"plain\">");
        using var rows = list.ExecuteReader();
        while (rows.Read())
        {
            Raw("<li><article class=\"post-item h-entry\"><h3 class=\"p-name\"><a href=\"/@");
            Safe(rows.GetString(5));
            Raw("/");
            Safe(rows.GetString(1));
            Raw("\">");
            Safe(rows.GetString(0));
            Raw("</a></h3><p class=\"meta\">");
            Safe(rows.GetString(4));
            Raw(" <time>");
            Safe(rows.GetString(3));
            Raw("</time></p><p class=\"excerpt p-summary\">");
            Safe(rows.GetString(2));
            Raw("</p><p class=\"facts\"><span>Thing ");
            Safe(rows.IsDBNull(7) ? "" : rows.GetString(7));
            Raw("</span><span>");
            Safe(rows.GetString(6));
            Raw(" comments</span></p></article></li>");
        }

        Raw("</ul></div>");
    }

    private void WriteComment(SqliteDataReader row)
    {
        var number = row.GetString(0);
        Raw("<article class=\"comment u-comment h-cite\" id=\"c");
        Safe(number);
        Raw("\" tabindex=\"-1\"><p class=\"who\"><span class=\"p-author h-card\"><a href=\"/@");
        Safe(row.IsDBNull(4) ? "" : row.GetString(4));
        Raw("\"><bdi>");
        Safe(row.GetString(3));
        Raw("</bdi></a></span> <a class=\"when u-url\" href=\"#c");
        Safe(number);
        Raw("\"><time>");
        Safe(row.GetString(2));
        Raw("</time></a></p><div class=\"said e-content\" dir=\"auto\">");
        Raw(row.GetString(1));
        Raw("</div><div class=\"acts\"><a href=\"?reply=");
        Safe(number);
        Raw("#reply\" rel=\"nofollow\">Reply</a></div></article>");
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        command.Prepare();
        return command;
    }

    private void Raw(string html)
    {
        var span = Page.GetSpan(Encoding.UTF8.GetMaxByteCount(html.Length));
        Page.Advance(Encoding.UTF8.GetBytes(html, span));
    }

    private void Safe(string text) => Raw(Encoder.Encode(text));
}
