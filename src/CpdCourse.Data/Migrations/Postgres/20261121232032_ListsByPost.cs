using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ListsByPost : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Responses_Thing",
                table: "Responses");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Author_WrittenAt",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_State_Audience_ArrivedAt_Number",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Post_State",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_State_NoticedAt",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Thing",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Comments_State_WrittenAt",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Answers_Thing_Prompt",
                table: "Answers");

            migrationBuilder.AddColumn<DateTime>(
                name: "ArrivedAt",
                table: "Responses",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // What was there before arrived with its post.
            migrationBuilder.Sql(
                """
                UPDATE "Responses"
                SET "ArrivedAt" = (SELECT "ArrivedAt" FROM "Posts" WHERE "Posts"."Id" = "Responses"."Post")
                """
            );

            migrationBuilder.CreateIndex(
                name: "IX_Responses_Thing_ArrivedAt_Post_Confirmed",
                table: "Responses",
                columns: new[] { "Thing", "ArrivedAt", "Post", "Confirmed" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Author_State_WrittenAt_Number_Audience",
                table: "Posts",
                columns: new[] { "Author", "State", "WrittenAt", "Number", "Audience" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Stream",
                table: "Posts",
                columns: new[] { "ArrivedAt", "Number", "Audience", "Origin" },
                filter: "\"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Held",
                table: "Mentions",
                column: "NoticedAt",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Post_State_NoticedAt",
                table: "Mentions",
                columns: new[] { "Post", "State", "NoticedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Thing_State_NoticedAt",
                table: "Mentions",
                columns: new[] { "Thing", "State", "NoticedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_Held",
                table: "Comments",
                column: "WrittenAt",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_Post_State_WrittenAt",
                table: "Comments",
                columns: new[] { "Post", "State", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_WrittenAt_State",
                table: "Comments",
                columns: new[] { "WrittenAt", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_Thing_Prompt_PostId",
                table: "Answers",
                columns: new[] { "Thing", "Prompt", "PostId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Responses_Thing_ArrivedAt_Post_Confirmed",
                table: "Responses");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Author_State_WrittenAt_Number_Audience",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Stream",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Held",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Post_State_NoticedAt",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Thing_State_NoticedAt",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Comments_Held",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_Post_State_WrittenAt",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_WrittenAt_State",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Answers_Thing_Prompt_PostId",
                table: "Answers");

            migrationBuilder.DropColumn(
                name: "ArrivedAt",
                table: "Responses");

            migrationBuilder.CreateIndex(
                name: "IX_Responses_Thing",
                table: "Responses",
                column: "Thing");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Author_WrittenAt",
                table: "Posts",
                columns: new[] { "Author", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_State_Audience_ArrivedAt_Number",
                table: "Posts",
                columns: new[] { "State", "Audience", "ArrivedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Post_State",
                table: "Mentions",
                columns: new[] { "Post", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_State_NoticedAt",
                table: "Mentions",
                columns: new[] { "State", "NoticedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Thing",
                table: "Mentions",
                column: "Thing");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_State_WrittenAt",
                table: "Comments",
                columns: new[] { "State", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_Thing_Prompt",
                table: "Answers",
                columns: new[] { "Thing", "Prompt" });
        }
    }
}
