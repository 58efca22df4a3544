using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CpdCourse.Benchmarks.Serving;

/// <summary>A post by its address.</summary>
internal sealed record PostAddress(string Handle, string Slug)
{
    public string Path => $"/@{Handle}/{Slug}";
}

/// <summary>The database as somebody sees it who opens the file.</summary>
internal sealed class CourseFile(string path)
{
    public string Path => path;

    /// <summary>Public posts with so many comments, the first ones first.</summary>
    public List<PostAddress> Posts(int comments, int count) =>
        Read(
            """
            SELECT a."Handle", p."Slug" FROM "Posts" AS p JOIN "Personas" AS a ON a."Id" = p."Author"
            WHERE p."State" = 1 AND p."Audience" = 0 AND p."Origin" = 0 AND p."LastComment" = $comments
            ORDER BY p."Number" LIMIT $count
            """,
            row => new PostAddress(row.GetString(0), row.GetString(1)),
            ("$comments", comments),
            ("$count", count)
        );

    public HashSet<string> CommentsLike(string beginning) =>
        Read(
                """SELECT "Text" FROM "Comments" WHERE "Text" LIKE $like""",
                row => row.GetString(0),
                ("$like", beginning + "%")
            )
            .ToHashSet(StringComparer.Ordinal);

    public (long Posts, long Comments) Counts() =>
        Read(
            """SELECT (SELECT count(*) FROM "Posts"), (SELECT count(*) FROM "Comments")""",
            row => (row.GetInt64(0), row.GetInt64(1))
        )[0];

    public long Participants() =>
        Read("""SELECT count(*) FROM "Participants" """, row => row.GetInt64(0))[0];

    /// <summary>How much is to be done in the background, apart from what comes back every day.</summary>
    public long Waiting() =>
        Read(
            """SELECT count(*) FROM "Jobs" WHERE "Name" IS NULL AND "ParkedAt" IS NULL""",
            row => row.GetInt64(0)
        )[0];

    /// <summary>Lets people join until so many take part; nobody can sign in as one of them.</summary>
    public void Enrol(int participants)
    {
        Write(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count)
            INSERT INTO "AspNetUsers" ("Id", "CreatedAt", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed",
                "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            SELECT printf('00000000-0000-4000-8000-%012d', i), '2026-01-01 00:00:00', 'enrolled-' || i, 'ENROLLED-' || i,
                'enrolled-' || i || '@example.org', 'ENROLLED-' || i || '@EXAMPLE.ORG', 1, 0, 0, 1, 0 FROM n;
            INSERT INTO "Participants" ("Id", "Account", "Run", "Role", "JoinedAt", "Pace")
            SELECT randomblob(16), "Id", (SELECT "Id" FROM "Runs"), 0, "CreatedAt", 0 FROM "AspNetUsers"
            WHERE "Id" LIKE '00000000-0000-4000-8000-%';
            """,
            ("$count", participants - Participants())
        );
    }

    /// <summary>Follows the blogs of these numbers, each for one of the people, whose it is by an organiser's word. None is due.</summary>
    public void Follow(Range numbers, Func<int, Uri> home, Func<int, Uri> feed)
    {
        var people = Read(
            """SELECT "Id" FROM "Personas" WHERE "RetiredAt" IS NULL LIMIT $count""",
            row => row.GetFieldValue<byte[]>(0),
            ("$count", numbers.End.Value)
        );
        for (var number = numbers.Start.Value; number < numbers.End.Value; number++)
        {
            Write(
                """
                INSERT INTO "Blogs" ("Id", "Persona", "Address", "Home", "Host", "Feed", "Title", "Offers", "State", "AskedAt", "FollowedAt", "Proof", "ProvenAt", "Token", "Failures")
                VALUES (randomblob(16), $persona, $home, $home, $host, $feed, 'A blog', '[]', 3, $now, $now, 4, $now, 'cpd-' || $number, 0)
                """,
                ("$persona", people[number % people.Count]),
                ("$home", home(number).AbsoluteUri),
                ("$host", home(number).Authority),
                ("$feed", feed(number).AbsoluteUri),
                ("$now", Now()),
                ("$number", number)
            );
        }
    }

    /// <summary>The blogs of these numbers are to be read, and no other.</summary>
    public void MakeDue(Range numbers) =>
        Write(
            """
            UPDATE "Blogs" SET "NextAt" = CASE WHEN CAST(substr("Token", 5) AS INTEGER) BETWEEN $from AND $to THEN $now END WHERE "State" = 3
            """,
            ("$from", numbers.Start.Value),
            ("$to", numbers.End.Value - 1),
            ("$now", Now())
        );

    /// <summary>What was noticed on blogs elsewhere, and what of it is listed.</summary>
    public (long Entries, long Posts) FromElsewhere() =>
        Read(
            """SELECT (SELECT count(*) FROM "BlogEntries"), (SELECT count(*) FROM "BlogEntries" WHERE "Post" IS NOT NULL)""",
            row => (row.GetInt64(0), row.GetInt64(1))
        )[0];

    private static string Now() =>
        TimeProvider
            .System.GetUtcNow()
            .ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    /// <summary>Says everything again under the other posts until there are so many comments.</summary>
    public void Fill(int comments, PostAddress except)
    {
        for (var round = 1; Counts().Comments is var now && now < comments; round++)
        {
            Write(
                """
                INSERT INTO "Comments" SELECT randomblob(16), c."Post", c."Number" + 1000 * $round, NULL, c."Author", c."VisitorName", c."VisitorMail", c."VisitorSite",
                    c."Text", c."State", c."WrittenAt", c."UpdatedAt", c."ClosedAt", c."TellsReplies", c."Excerpt", c."Html", c."MarkupVersion", c."Words"
                FROM "Comments" AS c JOIN "Posts" AS p ON p."Id" = c."Post" JOIN "Personas" AS a ON a."Id" = p."Author"
                WHERE c."Number" < 1000 AND NOT (a."Handle" = $handle AND p."Slug" = $slug) LIMIT $count
                """,
                ("$round", round),
                ("$handle", except.Handle),
                ("$slug", except.Slug),
                ("$count", comments - now)
            );
        }
    }

    private List<T> Read<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        params (string Name, object Value)[] parameters
    )
    {
        using var connection = Open();
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private void Write(string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = Open();
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(
        SqliteConnection connection,
        string sql,
        (string Name, object Value)[] parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
