using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Blogs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Blogs",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Persona = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Home = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Feed = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Offers = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FollowedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Proof = table.Column<int>(type: "INTEGER", nullable: false),
                    ProvenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    NextAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastPostAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Blogs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Blogs_Personas_Persona",
                        column: x => x.Persona,
                        principalTable: "Personas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BlogEntries",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Blog = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    FeedId = table.Column<string>(type: "TEXT", nullable: true),
                    Mark = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Excerpt = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    IsFromBefore = table.Column<bool>(type: "INTEGER", nullable: false),
                    Recognised = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Post = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BlogEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BlogEntries_Blogs_Blog",
                        column: x => x.Blog,
                        principalTable: "Blogs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BlogEntries_Posts_Post",
                        column: x => x.Post,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BlogEntries_Blog_Source",
                table: "BlogEntries",
                columns: new[] { "Blog", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BlogEntries_Blog_WrittenAt",
                table: "BlogEntries",
                columns: new[] { "Blog", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BlogEntries_Post",
                table: "BlogEntries",
                column: "Post");

            migrationBuilder.CreateIndex(
                name: "IX_BlogEntries_Source",
                table: "BlogEntries",
                column: "Source");

            migrationBuilder.CreateIndex(
                name: "IX_BlogEntries_State_FoundAt",
                table: "BlogEntries",
                columns: new[] { "State", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Blogs_Feed",
                table: "Blogs",
                column: "Feed",
                unique: true,
                filter: "\"Proof\" <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_Blogs_Host",
                table: "Blogs",
                column: "Host");

            migrationBuilder.CreateIndex(
                name: "IX_Blogs_NextAt",
                table: "Blogs",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_Blogs_Persona",
                table: "Blogs",
                column: "Persona");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BlogEntries");

            migrationBuilder.DropTable(
                name: "Blogs");
        }
    }
}
